using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>Owning agent by node, and the nodes of each agent; nodes nobody owns are not in it. Immutable: a change costs what it changes.</summary>
internal sealed class NodeOwners : IReadOnlyDictionary<SubserviceId, string>
{
    private readonly ImmutableDictionary<SubserviceId, string> _agents;
    private readonly ImmutableDictionary<string, ImmutableSortedSet<SubserviceId>> _nodes;

    private NodeOwners(ImmutableDictionary<SubserviceId, string> agents, ImmutableDictionary<string, ImmutableSortedSet<SubserviceId>> nodes) =>
        (_agents, _nodes) = (agents, nodes);

    public static NodeOwners None { get; } = new(
        ImmutableDictionary<SubserviceId, string>.Empty, ImmutableDictionary<string, ImmutableSortedSet<SubserviceId>>.Empty.WithComparers(StringComparer.Ordinal));

    public int Count => _agents.Count;

    public IEnumerable<SubserviceId> Keys => _agents.Keys.Order();

    public IEnumerable<string> Values => this.Select(pair => pair.Value);

    public string this[SubserviceId key] => _agents[key];

    public ImmutableSortedSet<SubserviceId> OwnedBy(string agent) => _nodes.GetValueOrDefault(agent, []);

    /// <summary>With other owners of some nodes.</summary>
    /// <param name="owners">The nodes, each once, with their agents; null for nobody.</param>
    /// <param name="changed">The nodes whose owner is another one now.</param>
    public NodeOwners With(IEnumerable<(SubserviceId Node, string? Agent)> owners, out IReadOnlyCollection<SubserviceId> changed)
    {
        var agents = _agents.ToBuilder();
        var nodes = new Dictionary<string, ImmutableSortedSet<SubserviceId>.Builder>(StringComparer.Ordinal);
        var different = new List<SubserviceId>();
        changed = different;
        foreach (var (node, agent) in owners)
        {
            var before = agents.GetValueOrDefault(node);
            if (before == agent)
            {
                continue;
            }

            different.Add(node);
            if (before is not null)
            {
                agents.Remove(node);
                Of(before).Remove(node);
            }

            if (agent is not null)
            {
                agents[node] = agent;
                Of(agent).Add(node);
            }
        }

        return different.Count == 0 ? this : new(agents.ToImmutable(), _nodes.SetItems(nodes.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToImmutable()))));

        ImmutableSortedSet<SubserviceId>.Builder Of(string agent) => nodes.TryGetValue(agent, out var known) ? known : nodes[agent] = OwnedBy(agent).ToBuilder();
    }

    public bool ContainsKey(SubserviceId key) => _agents.ContainsKey(key);

    public bool TryGetValue(SubserviceId key, [MaybeNullWhen(false)] out string value) => _agents.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<SubserviceId, string>> GetEnumerator() => _agents.OrderBy(pair => pair.Key).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
