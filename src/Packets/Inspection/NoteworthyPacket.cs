using System.Net;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Packets.Inspection;

/// <summary>Why a packet is worth a look.</summary>
public enum NoteworthyReason
{
    /// <summary>Router Alert over TCP, UDP or SCTP (RFC 6398, section 4.1: not something new applications should do).</summary>
    RouterAlertOverTransport,

    /// <summary>Router Alert with a value that nobody assigned (RFC 5350).</summary>
    RouterAlertUnassignedValue,
    RouterAlertWrongLength,
    RouterAlertMisplaced,
    RouterAlertHidden,

    /// <summary>More than one Router Alert (RFC 2711, section 2.1).</summary>
    RouterAlertRepeated,
    UrgentData,

    /// <summary>An urgent pointer without the flag: what a middlebox leaves that clears only the flag (RFC 6093, section 3.4).</summary>
    UrgentPointerWithoutFlag,
    SynExperimentalOption,
    ForwardedAddress,
    ProxyProtocol,
    Hip,
    Malformed,
}

/// <summary>A packet worth a look, and where it is.</summary>
/// <param name="Number">Its number in the capture, from 1; null where several looked at parts of it.</param>
/// <param name="Offset">Where its frame begins in the file.</param>
/// <param name="Time">When it was captured.</param>
/// <param name="Reason">Why it is worth a look.</param>
/// <param name="Source">Who sent it; null where that was not captured.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Protocol">Its transport protocol.</param>
/// <param name="RouterAlertValue">Value of its Router Alert, if that is the reason; otherwise null.</param>
/// <param name="Problem">What contradicts itself in it.</param>
/// <param name="ExperimentId">Of an experimental TCP option, if that is the reason: the first sixteen bits of its ExID (RFC 6994, section 3), of the first that has one; otherwise null.</param>
public sealed record NoteworthyPacket(
    long? Number,
    long Offset,
    DateTimeOffset Time,
    NoteworthyReason Reason,
    IPAddress? Source,
    IPAddress? Destination,
    IpProtocol Protocol,
    int? RouterAlertValue,
    DissectionProblem Problem,
    int? ExperimentId);
