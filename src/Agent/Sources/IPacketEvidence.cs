using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.Agent.Sources;

/// <summary>A source that keeps packets behind what it reads.</summary>
internal interface IPacketEvidence
{
    /// <summary>Name of the source.</summary>
    string Name { get; }

    /// <summary>Packets behind the last values of a read, the newest last.</summary>
    /// <param name="read">One of this source's reads.</param>
    /// <param name="labels">Labels of the series that matters, by name; empty when all do.</param>
    /// <param name="most">How many at most.</param>
    IReadOnlyList<EvidencePacket> PacketsBehind(MetricRead read, IReadOnlyDictionary<string, string> labels, int most);
}
