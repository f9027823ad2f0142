using System.CommandLine;
using System.Text;
using RouterAlertAssurance.Cli.Commands;

namespace RouterAlertAssurance.Cli.Tests.Probing;

/// <summary><c>raa probe respond</c> in this process, until it is stopped.</summary>
internal sealed class StartedResponder : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<int> _running;

    public StartedResponder(string[] arguments)
    {
        var console = new InvocationConfiguration { Output = new FirstLine(_ready), Error = TextWriter.Null };
        _running = RaaCommand.RunAsync(arguments, console, _stop.Token);
    }

    /// <summary>Ends when it answers; fails when it ended instead.</summary>
    public async Task ReadyAsync()
    {
        await Task.WhenAny(_ready.Task, _running);
        _ready.Task.IsCompletedSuccessfully.ShouldBeTrue();
    }

    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _running;
    }

    public void Dispose() => _stop.Dispose();

    private sealed class FirstLine(TaskCompletionSource ready) : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override Task WriteLineAsync(string? value)
        {
            ready.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
