using System.Globalization;
using System.Net.Sockets;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Ping;

/// <summary>Whether a TCP connection to a configured host and port comes about, and how long that takes.</summary>
internal sealed class ConnectSource(TimeProvider time) : IMetricSource
{
    private const string Connected = "connected";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public string Name => "connect";

    public SourceState State => new(Name, true, null);

    /// <summary>The attempt, as <c>nc</c> would make it.</summary>
    public static string CommandOf(MetricRead read) => SourceCommands.WithComment(
        $"nc -vz -w {Limit.TotalSeconds:0} {ShellWord.Of(read.Argument("host"))} {ShellWord.Of(read.Argument("port"))}", "TCP connection by the agent, closed at once");

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken) => Task.WhenAll(due
        .GroupBy(read => (Host: read.Argument("host"), Port: read.Argument("port")))
        .Select(target => ReadAsync(target.Key.Host, target.Key.Port, [.. target], sink, cancellationToken)));

    private async Task ReadAsync(string host, string portText, List<MetricRead> reads, IReadingSink sink, CancellationToken cancellationToken)
    {
        var valid = ushort.TryParse(portText, CultureInfo.InvariantCulture, out var port);
        var began = time.GetTimestamp();
        var outcome = valid ? await ConnectAsync(host, port, cancellationToken) : "";
        var took = time.GetElapsedTime(began).TotalSeconds;
        var now = time.GetUtcNow();
        foreach (var read in reads)
        {
            sink.Report(read, (read.Read, outcome) switch
            {
                _ when !valid => Sample.Failed(now, $"'{portText}' is not a port"),
                ("connect/success", _) => Sample.Present(now, outcome == Connected),
                ("connect/outcome", _) => Sample.Present(now, outcome),
                ("connect/time", Connected) => Sample.Present(now, took),
                ("connect/time", _) => Sample.Missing(now, "no connection came about"),
                _ => Sample.Unsupported(now, $"connect has no {read.Read}"),
            });
        }
    }

    /// <summary><c>connected</c>; <c>refused</c> (the host answers, nothing listens); <c>timeout</c>; <c>unreachable</c> (no way there, or no such name).</summary>
    private async Task<string> ConnectAsync(string host, ushort port, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, linked.Token);
            return Connected;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode switch { SocketError.ConnectionRefused => "refused", SocketError.TimedOut => "timeout", _ => "unreachable" };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "timeout";
        }
    }
}
