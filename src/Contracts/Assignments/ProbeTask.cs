using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace RouterAlertAssurance.Contracts.Assignments;

/// <summary>
/// A probe between two agents, as the orchestrator schedules it. Both ends are told, each with the same key: a peer that does not have it gets no answer, and packets without
/// its mark are no part of a probe.
/// </summary>
/// <param name="Id">Identifies the task at both ends.</param>
/// <param name="Kind"><c>router-alert</c>.</param>
/// <param name="Source">Address that the initiator sends from.</param>
/// <param name="Destination">Address of the responder.</param>
/// <param name="Peer">The other agent: its endpoint is among the assignment's peers.</param>
/// <param name="PeerDevice">The device that is probed from or to.</param>
/// <param name="Protocols">Protocols to try, in the words of the metrics (<c>udp</c>, <c>rsvp</c>, ...).</param>
/// <param name="PeriodSeconds">Time between two rounds.</param>
/// <param name="OffsetSeconds">When in the period a round begins, so that rounds of one network do not coincide.</param>
/// <param name="RoundSeconds">How long after its turn a round must be over, for then it may be another's turn.</param>
/// <param name="PacketsPerSecond">The most that may be sent at any time.</param>
/// <param name="Key">32 octets, of this task and revision alone.</param>
public sealed record ProbeTask(
    string Id,
    string Kind,
    string Source,
    string Destination,
    string Peer,
    string PeerDevice,
    IReadOnlyList<string> Protocols,
    int PeriodSeconds,
    int OffsetSeconds,
    int RoundSeconds,
    int PacketsPerSecond,
    byte[] Key)
{
    /// <summary>
    /// Routers on which a program takes packets with Router Alert of one of the protocols out of forwarding, as agents on them report. What is lost there was taken, and not
    /// dropped; nothing else tells the two apart.
    /// </summary>
    public IReadOnlyList<ProbeTaker> Takers { get; init; } = [];

    /// <summary>The most tasks that an agent sends, and the most that it answers.</summary>
    public const int MostTasks = 256;

    /// <summary>The most protocols of one task.</summary>
    public const int MostProtocols = 16;

    /// <summary>The most <see cref="Takers"/>.</summary>
    public const int MostTakers = 1024;

    /// <summary>The most that <see cref="PacketsPerSecond"/> may be.</summary>
    public const int MostPacketsPerSecond = 1000;

    /// <summary>The longest <see cref="PeriodSeconds"/>: a week.</summary>
    public const int LongestPeriodSeconds = 604_800;

    /// <summary>Length of <see cref="Key"/> in octets.</summary>
    public const int KeyLength = 32;

    /// <summary>Reads an address as tasks have it: IPv4 or IPv6, in the one form that <see cref="IPAddress.ToString()"/> gives.</summary>
    public static bool TryParseAddress(string? text, [NotNullWhen(true)] out IPAddress? address) => IPAddress.TryParse(text, out address) && address.ToString() == text;
}
