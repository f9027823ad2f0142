using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>Kind of an edge (RFC 9418, identities <c>impacting</c> and <c>informational</c>).</summary>
public enum DependencyType
{
    Impacting,
    Informational,
}

/// <summary>An edge: the node that holds it depends on <paramref name="Target"/>.</summary>
/// <param name="Target">What is depended upon.</param>
/// <param name="Type">Whether the target's status changes the score.</param>
/// <param name="Group">Name of the group of impacting dependencies it belongs to; empty for the implicit group of all.</param>
/// <param name="Transform">What the edge makes of the value passed up, for an impacting dependency; null for the value as it is.</param>
public sealed record Dependency(SubserviceId Target, DependencyType Type, string Group = "", EdgeTransform? Transform = null)
{
    /// <summary>Whether the target's status changes the score of the node that holds the edge.</summary>
    public bool IsImpacting => Type == DependencyType.Impacting;
}
