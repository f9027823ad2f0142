using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;

/// <summary>
/// Reads the documents of all devices at the same time, a few at once, each by itself: one that does not answer costs nobody else anything, and keeps
/// what was read of it before. To be used by one circuit alone, which runs one thing at a time.
/// </summary>
internal sealed class DeviceDocuments(OrchestratorClient orchestrator, TimeProvider time) : IDisposable
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly Dictionary<string, Fetched<RouterAlertDocument>> _answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reading = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly CancellationTokenSource _gone = new();

    public RouterView Of(string device) => new(device, _answers.GetValueOrDefault(device));

    /// <summary>Reads every device that is not being read already; done when each has an answer or was given up.</summary>
    public Task RefreshAsync(IEnumerable<string> devices) => Task.WhenAll(devices.Where(_reading.Add).ToArray().Select(ReadAsync));

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        _places.Dispose();
    }

    private async Task ReadAsync(string device)
    {
        try
        {
            await _places.WaitAsync(_gone.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
            return;
        }

        var answer = await AnswerAsync(device);
        if (!_gone.IsCancellationRequested)
        {
            _places.Release();
            _reading.Remove(device);
            _answers[device] = answer.OrKeep(_answers.GetValueOrDefault(device));
        }
    }

    private async Task<Fetched<RouterAlertDocument>> AnswerAsync(string device)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _gone.Token);
        try
        {
            return await orchestrator.RouterAlertAsync(device, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return Fetched.Failed<RouterAlertDocument>($"No answer within {Patience.TotalSeconds:0} s.");
        }
    }
}
