using System.Collections.Concurrent;

namespace RouterAlertAssurance.Collector.Ingestion;

/// <summary>Lets one batch of each agent in at a time, a few wait, and refuses the rest: work that cannot be done soon is not taken.</summary>
internal sealed class AgentGates : IDisposable
{
    /// <summary>An agent has one batch in flight; a second comes from a retry whose first attempt still runs.</summary>
    private const int MaxWaiting = 4;

    /// <summary>Transactions at the same time, over all agents.</summary>
    private const int MaxActive = 6;

    private readonly ConcurrentDictionary<string, Gate> _gates = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _active = new(MaxActive, MaxActive);

    /// <summary>Null when too many already wait. Dispose what is returned to let the next in.</summary>
    public async ValueTask<IDisposable?> EnterAsync(string agent, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(agent, _ => new Gate());
        if (Interlocked.Increment(ref gate.Present) > MaxWaiting)
        {
            Interlocked.Decrement(ref gate.Present);
            return null;
        }

        try
        {
            await gate.Turn.WaitAsync(cancellationToken);
            try
            {
                await _active.WaitAsync(cancellationToken);
            }
            catch
            {
                gate.Turn.Release();
                throw;
            }
        }
        catch
        {
            Interlocked.Decrement(ref gate.Present);
            throw;
        }

        return new Pass(this, gate);
    }

    public void Dispose()
    {
        _active.Dispose();
        foreach (var gate in _gates.Values)
        {
            gate.Dispose();
        }
    }

    private sealed class Gate : IDisposable
    {
        public readonly SemaphoreSlim Turn = new(1, 1);

        public int Present;

        public void Dispose() => Turn.Dispose();
    }

    private sealed class Pass(AgentGates gates, Gate gate) : IDisposable
    {
        public void Dispose()
        {
            gates._active.Release();
            gate.Turn.Release();
            Interlocked.Decrement(ref gate.Present);
        }
    }
}
