using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.Agent.Sources;

/// <summary>Keeps packets behind what sources read.</summary>
internal interface IPacketEvidence
{
    /// <summary>Names of the sources behind whose reads it has packets.</summary>
    IReadOnlyCollection<string> Sources { get; }

    /// <summary>Packets behind the last values of a read, the newest last.</summary>
    /// <param name="read">A read of one of these sources.</param>
    /// <param name="labels">Labels of the series that matters, by name, and beside them the parameters of the subservice, such as <c>protocols</c>.</param>
    /// <param name="most">How many at most.</param>
    IReadOnlyList<EvidencePacket> PacketsBehind(MetricRead read, IReadOnlyDictionary<string, string> labels, int most);
}
