using RouterAlertAssurance.Contracts.Assignments;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>What one agent shall run: its assignment with the RFC 9418 configuration of its slice.</summary>
/// <param name="Assignment">With the revision to send.</param>
/// <param name="Subservices">What the RESTCONF PUT holds.</param>
/// <param name="Digest">Of both, without the revision: the same digest is not sent again.</param>
/// <param name="Owned">Nodes it evaluates.</param>
internal sealed record AgentSlice(AgentAssignment Assignment, SliceBody Subservices, string Digest, int Owned)
{
    /// <summary>Nodes of the slice, shadows included.</summary>
    public int Nodes => Subservices.Count;

    /// <summary>Nothing to evaluate and no device to read.</summary>
    public bool IsEmpty => Nodes == 0 && Assignment.Devices.Count == 0;
}
