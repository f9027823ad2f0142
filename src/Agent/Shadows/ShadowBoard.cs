using System.Collections.Immutable;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Shadows;

/// <summary>What other agents last said of the shadow nodes, and whether that still counts. Thread-safe.</summary>
internal sealed class ShadowBoard(TimeSpan staleness, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SubserviceId, HealthStatus> _reports = [];
    private readonly HashSet<SubserviceId> _changed = [];
    private readonly Dictionary<string, DateTimeOffset?> _downSince = new(StringComparer.Ordinal);
    private ImmutableDictionary<SubserviceId, string> _owners = ImmutableDictionary<SubserviceId, string>.Empty;
    private ImmutableHashSet<string> _stale = [];

    /// <summary>Called when something changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>The shadow nodes from now on, with their owners.</summary>
    public void Expect(IReadOnlyDictionary<SubserviceId, string> owners)
    {
        lock (_gate)
        {
            foreach (var (id, owner) in owners.Where(entry => _owners.GetValueOrDefault(entry.Key) != entry.Value))
            {
                // What the former owner said is no report of the new one.
                _reports.Remove(id);
                _changed.Add(id);
                _downSince.TryAdd(owner, time.GetUtcNow());
            }

            _owners = owners.ToImmutableDictionary();
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
            if (_owners.GetValueOrDefault(id) != owner)
            {
                return;
            }

            _reports[id] = status;
            _changed.Add(id);
        }

        Changed?.Invoke();
    }

    /// <summary>The last report; null when there is none or its stream has been down for too long.</summary>
    public HealthStatus? StatusOf(SubserviceId id)
    {
        lock (_gate)
        {
            return _owners.TryGetValue(id, out var owner) && !_stale.Contains(owner) ? _reports.GetValueOrDefault(id) : null;
        }
    }

    /// <summary>Nodes whose status is another than at the last call.</summary>
    public List<SubserviceId> TakeChanged()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var stale = _downSince.Where(owner => owner.Value is { } since && now - since > staleness).Select(owner => owner.Key).ToImmutableHashSet(StringComparer.Ordinal);
            _changed.UnionWith(_owners.Where(entry => stale.Contains(entry.Value) != _stale.Contains(entry.Value)).Select(entry => entry.Key));
            _stale = stale;
            List<SubserviceId> changed = [.. _changed];
            _changed.Clear();
            return changed;
        }
    }
}
