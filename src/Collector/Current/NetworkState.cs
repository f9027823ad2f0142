using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>Everything known of the network at one instant. Immutable: a reader never sees half a change.</summary>
internal sealed record NetworkState
{
    public static NetworkState Empty { get; } = new();

    public GraphSnapshot Graph { get; init; } = GraphSnapshot.Empty;

    public ImmutableDictionary<string, AgentState> Agents { get; init; } = ImmutableDictionary<string, AgentState>.Empty;

    /// <summary>What is shown, for exactly the nodes of <see cref="Graph"/>.</summary>
    public ImmutableDictionary<SubserviceId, NodeView> Views { get; init; } = ImmutableDictionary<SubserviceId, NodeView>.Empty;

    public ImmutableDictionary<SubserviceId, SymptomHistory> Symptoms { get; init; } = ImmutableDictionary<SubserviceId, SymptomHistory>.Empty;

    /// <summary>Descriptions of all symptoms that agents have raised.</summary>
    public ImmutableDictionary<SymptomKey, string> Glossary { get; init; } = ImmutableDictionary<SymptomKey, string>.Empty;

    /// <summary>Grows with every change.</summary>
    public long Revision { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset Changed { get; init; }

    /// <summary>Shows these nodes anew; those that left the graph are taken out.</summary>
    public NetworkState Show(IEnumerable<SubserviceId> nodes)
    {
        var views = Views.ToBuilder();
        foreach (var id in nodes)
        {
            if (!Graph.Entries.TryGetValue(id, out var entry))
            {
                views.Remove(id);
                continue;
            }

            var view = NodeViews.Of(entry, OwnerOf(entry));
            // The same view object for the same contents is how a change is told from a repetition.
            if (!views.TryGetValue(id, out var known) || !ReferenceEquals(known.Entry, entry) || !known.ShowsSameAs(view))
            {
                views[id] = view;
            }
        }

        return this with { Views = views.ToImmutable() };
    }

    /// <summary>Shows every node anew.</summary>
    public NetworkState ShowAll() => Show(Graph.Entries.Keys.Concat(Views.Keys).ToHashSet());

    private AgentState? OwnerOf(GraphEntry entry) => entry.Node.Agent is { } agent ? Agents.GetValueOrDefault(agent) : null;
}
