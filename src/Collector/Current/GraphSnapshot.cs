using System.Collections.Frozen;
using System.Collections.Immutable;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>One version of the assurance graph, with what follows from it computed when first asked for.</summary>
internal sealed class GraphSnapshot
{
    private readonly Lazy<FrozenDictionary<SubserviceId, ImmutableArray<SubserviceReference>>> _services;
    private readonly Lazy<DateTimeOffset> _lastChange;

    public GraphSnapshot(long version, DateTimeOffset from, ImmutableDictionary<SubserviceId, GraphEntry> entries)
    {
        Version = version;
        From = from;
        Entries = entries;
        _services = new(FindServices);
        _lastChange = new(() => entries.Values.Select(entry => entry.Node.LastChange).Append(from).Max());
    }

    public static GraphSnapshot Empty { get; } = new(0, DateTimeOffset.UnixEpoch, ImmutableDictionary<SubserviceId, GraphEntry>.Empty);

    /// <summary>0 before the orchestrator has sent any.</summary>
    public long Version { get; }

    public DateTimeOffset From { get; }

    public ImmutableDictionary<SubserviceId, GraphEntry> Entries { get; }

    /// <summary>The same or later than the last change of every node (RFC 9418, leaf <c>assurance-graph-last-change</c>).</summary>
    public DateTimeOffset LastChange => _lastChange.Value;

    /// <summary>Service instances that depend on the node, itself included when it is one.</summary>
    public ImmutableArray<SubserviceReference> ServicesOf(SubserviceId id) => _services.Value.GetValueOrDefault(id, []);

    /// <summary>The node and everything below it, nearest first; each once.</summary>
    public IReadOnlyList<GraphEntry> Closure(SubserviceId root)
    {
        var found = new List<GraphEntry>();
        var seen = new HashSet<SubserviceId> { root };
        var waiting = new Queue<SubserviceId>([root]);
        while (waiting.TryDequeue(out var id))
        {
            if (!Entries.TryGetValue(id, out var entry))
            {
                continue;
            }

            found.Add(entry);
            foreach (var dependency in entry.Dependencies)
            {
                if (seen.Add(dependency))
                {
                    waiting.Enqueue(dependency);
                }
            }
        }

        return found;
    }

    private FrozenDictionary<SubserviceId, ImmutableArray<SubserviceReference>> FindServices()
    {
        var services = new Dictionary<SubserviceId, ImmutableArray<SubserviceReference>.Builder>();
        foreach (var root in Entries.Values.Where(entry => entry.Id.IsServiceInstance).OrderBy(entry => entry.Id))
        {
            foreach (var entry in Closure(root.Id))
            {
                if (!services.TryGetValue(entry.Id, out var list))
                {
                    services.Add(entry.Id, list = ImmutableArray.CreateBuilder<SubserviceReference>());
                }

                list.Add(root.Reference);
            }
        }

        return services.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToImmutable());
    }
}
