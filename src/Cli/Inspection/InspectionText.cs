using System.Globalization;
using RouterAlertAssurance.Cli.Client;

namespace RouterAlertAssurance.Cli.Inspection;

/// <summary>What <c>raa inspect</c> prints for people: what there is none of is left out.</summary>
internal static class InspectionText
{
    public static void Print(TextWriter output, InspectionAnswer answer)
    {
        output.WriteLine($"{Number(answer.Packets)} packets; {answer.Headers} headers counted, in {answer.Seconds.ToString("0.00", CultureInfo.InvariantCulture)} s.");
        if (answer.Dropped is { } dropped)
        {
            output.WriteLine(dropped == 0 ? "None was lost." : $"{Number(dropped)} more were lost, since they came faster than they were looked at.");
        }

        output.WriteLine();
        foreach (var (what, count) in Counts(answer).Where(row => row.Count > 0))
        {
            output.WriteLine($"{Number(count),14}  {what}");
        }

        if (answer.RouterAlert.Count > 0)
        {
            output.WriteLine();
            Output.Table(output, ["ROUTER ALERT", "VALUE", "PACKETS", "MEANING OF THE VALUE"], [.. answer.RouterAlert.Select(Row)]);
        }

        if (answer.Noteworthy.Count > 0)
        {
            output.WriteLine();
            Output.Table(output, ["PACKET", "OFFSET", "TIME", "FROM", "TO", "PROTOCOL", "WORTH A LOOK"], [.. answer.Noteworthy.Select(Row)]);
            PrintLeftOut(output, answer);
        }
    }

    private static void PrintLeftOut(TextWriter output, InspectionAnswer answer)
    {
        foreach (var (reason, count) in answer.NoteworthyCounts)
        {
            var left = count - answer.Noteworthy.Count(packet => packet.Reason == reason);
            if (left > 0)
            {
                output.WriteLine($"and {Number(left)} more: {reason} (--noteworthy N lists more)");
            }
        }
    }

    private static (string What, long Count)[] Counts(InspectionAnswer answer) =>
    [
        ("IPv4", answer.Ipv4),
        ("IPv6", answer.Ipv6),
        ("with Router Alert over IPv4", answer.RouterAlertIpv4),
        ("with Router Alert over IPv6", answer.RouterAlertIpv6),
        ("with a malformed or misplaced Router Alert", answer.RouterAlertMalformed),
        ("TCP segments with URG", answer.TcpUrg),
        ("TCP segments with an urgent pointer", answer.TcpUrgentPointerNonZero),
        ("SYNs with an experimental option (253, 254)", answer.TcpSynExperimentalOption),
        ("HTTP heads with X-Forwarded-For", answer.HttpXForwardedFor),
        ("HTTP heads with Forwarded", answer.HttpForwarded),
        ("PROXY protocol, version 1", answer.ProxyV1),
        ("PROXY protocol, version 2", answer.ProxyV2),
        ("HIP", answer.Hip),
        ("RSVP", answer.Rsvp),
        ("PGM", answer.Pgm),
        ("IGMP", answer.Igmp),
        ("MLD", answer.Mld),
        ("Multicast Router Discovery", answer.Mrd),
        ("NetFlow, version 5", answer.NetflowV5),
        ("NetFlow, version 9", answer.NetflowV9),
        ("IPFIX", answer.Ipfix),
        ("malformed", answer.Malformed),
    ];

    private static IReadOnlyList<string> Row(RouterAlertItem item) =>
        [$"{item.Protocol} ({item.Family})", item.Value.ToString(CultureInfo.InvariantCulture), Number(item.Packets), item.Meaning];

    private static IReadOnlyList<string> Row(NoteworthyItem item) =>
    [
        item.Number is { } number ? Number(number) : "-",
        item.Offset.ToString(CultureInfo.InvariantCulture),
        item.Time.UtcDateTime.ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        item.Source ?? "-",
        item.Destination ?? "-",
        item.Protocol,
        $"{item.Reason}{(item.RouterAlertValue is { } value ? $" ({value})" : "")}{(item.ExperimentId is { } id ? $" (ExID {id})" : "")}{(item.Problem is { } problem ? $": {problem}" : "")}",
    ];

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
