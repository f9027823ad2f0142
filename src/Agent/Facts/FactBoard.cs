using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.Contracts.Agents;

namespace RouterAlertAssurance.Agent.Facts;

/// <summary>The facts last found, for whoever needs them on this agent. Thread-safe.</summary>
internal sealed class FactBoard
{
    private readonly Lock _gate = new();
    private Action? _listeners;
    private volatile FactState _state = new(null, "the network was not read yet");

    /// <summary>What is known now.</summary>
    public FactState State => _state;

    /// <summary>Calls the listener after each change, until the subscription is disposed. It must be quick.</summary>
    public IDisposable Listen(Action listener)
    {
        lock (_gate)
        {
            _listeners += listener;
        }

        return new Subscription(() =>
        {
            lock (_gate)
            {
                _listeners -= listener;
            }
        });
    }

    /// <summary>The facts are these, and are followed.</summary>
    public void Publish(FactsReport report) => Set(new FactState(report, null));

    /// <summary>The facts are not followed any more: what is known may be over.</summary>
    public void Lose(string reason) => Set(State with { Lost = reason });

    private void Set(FactState state)
    {
        Action? listeners;
        lock (_gate)
        {
            if (ReferenceEquals(state.Report, State.Report) && state.Lost == State.Lost)
            {
                return;
            }

            _state = state;
            listeners = _listeners;
        }

        listeners?.Invoke();
    }
}

/// <param name="Report">The facts last found; null before the network was first read.</param>
/// <param name="Lost">Why they are not followed; null while they are.</param>
internal sealed record FactState(FactsReport? Report, string? Lost);
