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
public sealed record Dependency(SubserviceId Target, DependencyType Type, string Group = "")
{
    /// <summary>Whether the target's status changes the score of the node that holds the edge.</summary>
    public bool IsImpacting => Type == DependencyType.Impacting;
}
