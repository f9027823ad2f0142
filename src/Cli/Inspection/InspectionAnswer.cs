using System.Text.Json;
using System.Text.Json.Serialization;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Inspection;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Cli.Inspection;

/// <summary>What <c>raa inspect --json</c> prints: the counts at the top, then their account.</summary>
internal sealed record InspectionAnswer
{
    public long Packets { get; init; }

    public long Ipv4 { get; init; }

    public long Ipv6 { get; init; }

    public long RouterAlertIpv4 { get; init; }

    public long RouterAlertIpv6 { get; init; }

    public long RouterAlertMalformed { get; init; }

    public long TcpUrg { get; init; }

    public long TcpUrgentPointerNonZero { get; init; }

    public long TcpSynExperimentalOption { get; init; }

    public long HttpXForwardedFor { get; init; }

    public long HttpForwarded { get; init; }

    public long ProxyV1 { get; init; }

    public long ProxyV2 { get; init; }

    public long Hip { get; init; }

    public long Rsvp { get; init; }

    public long Pgm { get; init; }

    public long Igmp { get; init; }

    public long Mld { get; init; }

    public long Mrd { get; init; }

    public long NetflowV5 { get; init; }

    public long NetflowV9 { get; init; }

    public long Ipfix { get; init; }

    public long Malformed { get; init; }

    /// <summary>Which headers counted: <c>outer</c>, or <c>outer and inner</c>.</summary>
    public required string Headers { get; init; }

    public required IReadOnlyList<RouterAlertItem> RouterAlert { get; init; }

    /// <summary>How many packets were worth a look, by reason.</summary>
    public required IReadOnlyDictionary<string, long> NoteworthyCounts { get; init; }

    /// <summary>The first of each reason, in the order of the capture.</summary>
    public required IReadOnlyList<NoteworthyItem> Noteworthy { get; init; }

    /// <summary>What ended the reading before the end of the capture.</summary>
    public string? Problem { get; init; }

    /// <summary>Of an interface: packets that found no room and were not looked at.</summary>
    public long? Dropped { get; init; }

    /// <summary>How long reading and counting took.</summary>
    public double Seconds { get; init; }

    public static InspectionAnswer Of(InspectionFindings found, TimeSpan took)
    {
        var (inspector, problem, dropped) = found;
        var counts = inspector.Counts;
        return new()
        {
            Packets = counts.Packets,
            Ipv4 = counts.Ipv4,
            Ipv6 = counts.Ipv6,
            RouterAlertIpv4 = counts.RouterAlertIpv4,
            RouterAlertIpv6 = counts.RouterAlertIpv6,
            RouterAlertMalformed = counts.RouterAlertMalformed,
            TcpUrg = counts.TcpUrg,
            TcpUrgentPointerNonZero = counts.TcpUrgentPointerNonZero,
            TcpSynExperimentalOption = counts.TcpSynExperimentalOption,
            HttpXForwardedFor = counts.HttpXForwardedFor,
            HttpForwarded = counts.HttpForwarded,
            ProxyV1 = counts.ProxyV1,
            ProxyV2 = counts.ProxyV2,
            Hip = counts.Hip,
            Rsvp = counts.Rsvp,
            Pgm = counts.Pgm,
            Igmp = counts.Igmp,
            Mld = counts.Mld,
            Mrd = counts.Mrd,
            NetflowV5 = counts.NetflowV5,
            NetflowV9 = counts.NetflowV9,
            Ipfix = counts.Ipfix,
            Malformed = counts.Malformed,
            Headers = inspector.Decapsulates ? "outer and inner" : "outer",
            RouterAlert = [.. inspector.RouterAlertUses.Select(RouterAlertItem.Of)],
            NoteworthyCounts = inspector.NoteworthyCounts.ToDictionary(pair => InspectionWords.Of(pair.Key), pair => pair.Value),
            Noteworthy = [.. inspector.Noteworthy.Select(NoteworthyItem.Of)],
            Problem = problem,
            Dropped = dropped,
            Seconds = took.TotalSeconds,
        };
    }
}

/// <param name="Family"><c>ipv4</c> or <c>ipv6</c>.</param>
/// <param name="Protocol">Name of the transport protocol, <c>MLD</c> or <c>MRD</c>, or its number.</param>
/// <param name="Value">Value of the option.</param>
/// <param name="Meaning">What the value means (RFC 5350).</param>
/// <param name="Packets">How many packets.</param>
internal sealed record RouterAlertItem(string Family, string Protocol, int Value, string Meaning, long Packets)
{
    public static RouterAlertItem Of(RouterAlertUse use) => new(
        IpFamilyNames.Key(use.IsIpv6), use.Protocol.Text, use.Value, RouterAlertValue.Describe(use.IsIpv6, use.Value), use.Packets);
}

/// <param name="Number">Number of the packet, from 1; null where several threads shared them.</param>
/// <param name="Offset">Where its frame begins in the file, in octets.</param>
/// <param name="Time">When it was captured.</param>
/// <param name="Reason">Why it is worth a look.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Protocol">Its transport protocol.</param>
/// <param name="RouterAlertValue">Value of its Router Alert.</param>
/// <param name="Problem">What contradicts itself in it.</param>
/// <param name="ExperimentId">First sixteen bits of the ExID of an experimental TCP option (RFC 6994), as IANA writes them: <c>0xF989</c>.</param>
internal sealed record NoteworthyItem(
    long? Number, long Offset, DateTimeOffset Time, string Reason, string? Source, string? Destination, string Protocol, int? RouterAlertValue, string? Problem, string? ExperimentId)
{
    public static NoteworthyItem Of(NoteworthyPacket packet) => new(
        packet.Number,
        packet.Offset,
        packet.Time,
        InspectionWords.Of(packet.Reason),
        packet.Source?.ToString(),
        packet.Destination?.ToString(),
        IpProtocolNames.Text((int)packet.Protocol),
        packet.RouterAlertValue,
        packet.Problem == DissectionProblem.None ? null : InspectionWords.Of(packet.Problem),
        packet.ExperimentId is { } id ? $"0x{id:X4}" : null);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InspectionAnswer))]
internal sealed partial class InspectionJson : JsonSerializerContext;
