using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.Collector.Validation;

/// <summary>
/// Longest fields, in bytes of UTF-8. Those of names are chosen so that the key of an index (node, agent, symptom, time) stays below the
/// 2,704 bytes that a PostgreSQL B-tree takes.
/// </summary>
internal static class FieldLimits
{
    public const int Agent = 128;

    public const int Type = 128;

    public const int Id = 900;

    public const int Symptom = 1100;

    public const int Value = 1024;

    public const int Text = 4096;

    public const int Expression = 16384;

    public const int Events = 1000;

    public const int SymptomsPerStatus = 512;

    public const int EvidenceItems = 1024;

    public const int EvidencePackets = 32;

    public const int PacketOctets = EvidencePacket.Longest;

    public const int WithdrawnPerEvent = 20_000;
}
