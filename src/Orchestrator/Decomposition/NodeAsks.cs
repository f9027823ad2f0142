using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>What services ask of nodes; what many ask alike is held once. Immutable: other asks of one service cost what it asks.</summary>
internal sealed class NodeAsks<T>
    where T : IEquatable<T>
{
    private readonly ImmutableDictionary<SubserviceId, ImmutableArray<(T Ask, int Count)>> _asks;

    private NodeAsks(ImmutableDictionary<SubserviceId, ImmutableArray<(T Ask, int Count)>> asks) => _asks = asks;

    public static NodeAsks<T> None { get; } = new(ImmutableDictionary<SubserviceId, ImmutableArray<(T Ask, int Count)>>.Empty);

    public bool IsEmpty => _asks.IsEmpty;

    /// <summary>Each once, in no order.</summary>
    public IEnumerable<T> Of(SubserviceId node) => _asks.GetValueOrDefault(node, []).Select(item => item.Ask);

    public NodeAsks<T> Replace(IEnumerable<(SubserviceId Node, T Ask)> before, IEnumerable<(SubserviceId Node, T Ask)> after)
    {
        var asks = _asks.ToBuilder();
        foreach (var (node, ask) in before)
        {
            Count(asks, node, ask, -1);
        }

        foreach (var (node, ask) in after)
        {
            Count(asks, node, ask, 1);
        }

        return new(asks.ToImmutable());
    }

    private static void Count(ImmutableDictionary<SubserviceId, ImmutableArray<(T Ask, int Count)>>.Builder asks, SubserviceId node, T ask, int step)
    {
        var known = asks.GetValueOrDefault(node, []);
        var at = 0;
        while (at < known.Length && !known[at].Ask.Equals(ask))
        {
            at++;
        }

        var count = (at < known.Length ? known[at].Count : 0) + step;
        var next = at == known.Length ? known.Add((ask, count)) : count == 0 ? known.RemoveAt(at) : known.SetItem(at, (ask, count));
        if (next.IsEmpty)
        {
            asks.Remove(node);
        }
        else
        {
            asks[node] = next;
        }
    }
}
