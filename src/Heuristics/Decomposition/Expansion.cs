using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>A node with what follows from its rules. It depends on nothing but its type, its parameters and the facts, so every service that needs the node takes it as it is.</summary>
/// <param name="Node">The node with all its edges.</param>
/// <param name="Targets">What its edges lead to, in the order in which the rules found it.</param>
/// <param name="Reads">What of the facts was looked at.</param>
/// <param name="Problems">What is missing.</param>
/// <param name="Unheard">Devices its parameters name that are not defined or have not reported, with what to say of each.</param>
internal sealed record Expansion(
    AssuranceNode Node,
    ImmutableArray<ExpandedNode> Targets,
    FactReads Reads,
    ImmutableArray<string> Problems,
    ImmutableArray<(string Device, string Detail)> Unheard);

/// <summary>A node of the network: its expansion is made when the first service asks for it.</summary>
/// <param name="id">Its identity.</param>
/// <param name="type">Its type.</param>
/// <param name="values">Its parameters in the order of the type.</param>
/// <param name="instance">Name of the instance, for the node of a service.</param>
internal sealed class ExpandedNode(SubserviceId id, ResolvedType type, string[] values, string? instance = null)
{
    private Expansion? _expansion;
    private Dependency? _edge;

    public SubserviceId Id { get; } = id;

    public ResolvedType Type { get; } = type;

    public string[] Values { get; } = values;

    public string Label => Type.Label.Render(new(instance is null ? Values : [instance, .. Values], [])) ?? Id.Id;

    /// <summary>The device whose agent evaluates it.</summary>
    public string OwnerDevice => Values[Type.Owner];

    /// <summary>An edge to it. Most rules lead to a node in the same way, and many nodes share the edge.</summary>
    public Dependency EdgeOf(DependencyRule rule)
    {
        var edge = _edge;
        if (edge is null || edge.Type != rule.Type || edge.Group != rule.Group || !Equals(edge.Transform, rule.Transform))
        {
            _edge = edge = new(Id, rule.Type, rule.Group, rule.Transform);
        }

        return edge;
    }

    /// <summary>The same for all who ask: where two ask at once, the first result is kept.</summary>
    public Expansion Expand(NodeExpander expander)
    {
        if (Volatile.Read(ref _expansion) is { } known)
        {
            return known;
        }

        var made = expander.Expand(this);
        return Interlocked.CompareExchange(ref _expansion, made, null) ?? made;
    }
}
