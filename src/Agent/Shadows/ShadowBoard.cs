using System.Collections.Immutable;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Shadows;

/// <summary>What other agents last said of the shadow nodes, and whether that still counts. Thread-safe.</summary>
internal sealed class ShadowBoard(TimeSpan staleness, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SubserviceId, HealthStatus> _reports = [];
    private readonly Dictionary<SubserviceId, DateTimeOffset> _unheard = [];
    private readonly HashSet<SubserviceId> _changed = [];
    private readonly Dictionary<string, DateTimeOffset?> _downSince = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rounds = new(StringComparer.Ordinal);
    private ImmutableHashSet<string> _stale = [];

    /// <summary>Called when something changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>The shadow nodes that are expected to be reported, and by whom.</summary>
    public ShadowPlan Plan { get; private set; } = ShadowPlan.Empty;

    /// <summary>
    /// Nodes, as of the last call of <see cref="TakeChanged"/>, of which their owner has said nothing since they were expected, and has time left
    /// to: the staleness limit, unless its stream has been down for as long already.
    /// </summary>
    public IReadOnlyCollection<SubserviceId> Awaited { get; private set; } = [];

    /// <summary>The agent that reports a node; null for other nodes.</summary>
    public string? OwnerOf(SubserviceId id)
    {
        lock (_gate)
        {
            return Plan.Owners.GetValueOrDefault(id);
        }
    }

    /// <summary>
    /// How often a node of this agent came to be expected. A stream begun in an earlier round reported what the board has dropped since, so it
    /// has to begin anew even when it is of the same nodes: an owner says at the start of a stream what is, and then only what changes.
    /// </summary>
    public int RoundOf(string owner)
    {
        lock (_gate)
        {
            return _rounds.GetValueOrDefault(owner);
        }
    }

    /// <summary>The shadow nodes from now on.</summary>
    public void Expect(ShadowPlan plan)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            foreach (var owner in plan.Owners.Values.Except(Plan.Owners.Values))
            {
                _downSince[owner] = now;
            }

            foreach (var (id, owner) in plan.Owners.Where(entry => Plan.Owners.GetValueOrDefault(entry.Key) != entry.Value))
            {
                _rounds[owner] = _rounds.GetValueOrDefault(owner) + 1;
                // What the former owner said is no report of the new one.
                _reports.Remove(id);
                _unheard[id] = now;
                _changed.Add(id);
            }

            foreach (var id in Plan.Owners.Keys.Where(id => !plan.Owners.ContainsKey(id)))
            {
                _reports.Remove(id);
                _unheard.Remove(id);
            }

            Plan = plan;
        }
    }

    public void Connected(string owner)
    {
        lock (_gate)
        {
            _downSince[owner] = null;
        }

        Changed?.Invoke();
    }

    public void Disconnected(string owner)
    {
        lock (_gate)
        {
            _downSince[owner] = _downSince.GetValueOrDefault(owner) ?? time.GetUtcNow();
        }
    }

    public void Report(string owner, SubserviceId id, HealthStatus status)
    {
        lock (_gate)
        {
            if (Plan.Owners.GetValueOrDefault(id) != owner)
            {
                return;
            }

            _reports[id] = status;
            _unheard.Remove(id);
            _changed.Add(id);
        }

        Changed?.Invoke();
    }

    /// <summary>The last report; null when there is none or its stream has been down for too long.</summary>
    public HealthStatus? StatusOf(SubserviceId id)
    {
        lock (_gate)
        {
            return Plan.Owners.TryGetValue(id, out var owner) && !_stale.Contains(owner) ? _reports.GetValueOrDefault(id) : null;
        }
    }

    /// <summary>Nodes whose status, or whether they are awaited, is another than at the last call.</summary>
    public List<SubserviceId> TakeChanged()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var stale = _downSince.Where(owner => owner.Value is { } since && now - since > staleness).Select(owner => owner.Key).ToImmutableHashSet(StringComparer.Ordinal);
            _changed.UnionWith(Plan.Owners.Where(entry => stale.Contains(entry.Value) != _stale.Contains(entry.Value)).Select(entry => entry.Key));
            _stale = stale;
            ImmutableHashSet<SubserviceId> awaited = [.. _unheard.Where(entry => now - entry.Value <= staleness && !stale.Contains(Plan.Owners[entry.Key])).Select(entry => entry.Key)];
            _changed.UnionWith(Awaited.Where(id => !awaited.Contains(id)));
            Awaited = awaited;
            List<SubserviceId> changed = [.. _changed];
            _changed.Clear();
            return changed;
        }
    }
}
