using System.Globalization;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Inspection;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Packets.Tests.Inspection;

/// <summary>Agreement with tshark and with a parser of outer headers on captures of public test suites.</summary>
public sealed class SharedCaptureTests
{
    // The columns that look at outer headers only, where there is one; tshark's otherwise.
    private static readonly (string Column, Func<PacketCounts, long> Count)[] Columns =
    [
        ("o_total", counts => counts.Packets),
        ("o_ipv4", counts => counts.Ipv4),
        ("o_ipv6", counts => counts.Ipv6),
        ("o_ip4_ra", counts => counts.RouterAlertIpv4),
        ("o_ip6_ra", counts => counts.RouterAlertIpv6),
        ("o_tcp_urg", counts => counts.TcpUrg),
        ("o_urp_nonzero", counts => counts.TcpUrgentPointerNonZero),
        ("o_tcp_syn_exp", counts => counts.TcpSynExperimentalOption),
        ("http_xff", counts => counts.HttpXForwardedFor),
        ("http_forwarded", counts => counts.HttpForwarded),
        ("proxy_v1", counts => counts.ProxyV1),
        ("proxy_v2", counts => counts.ProxyV2),
        ("o_hip", counts => counts.Hip),
        ("o_rsvp", counts => counts.Rsvp),
        ("o_pgm", counts => counts.Pgm),
        ("igmp", counts => counts.Igmp),
        ("mrd", counts => counts.Mrd),
        ("o_icmpv6_mld", counts => counts.Mld),
        ("nfv5", counts => counts.NetflowV5),
        ("o_cflow9", counts => counts.NetflowV9),
        ("o_cflow10", counts => counts.Ipfix),
    ];

    [Fact]
    public void Take_EveryCapture_AgreesWithOtherParsers()
    {
        SharedCaptures.Need();
        var expected = SharedCaptures.Expected();
        var differences = new List<string>();
        foreach (var name in SharedCaptures.Names)
        {
            var counts = Count(name);
            differences.AddRange(Columns
                .Where(column => column.Count(counts) != long.Parse(expected[name][column.Column], CultureInfo.InvariantCulture))
                .Select(column => $"{name} {column.Column}: {expected[name][column.Column]}, here {column.Count(counts)}"));
        }

        differences.ShouldBeEmpty();
    }

    [Fact]
    public void Take_EveryCapture_CountsMalformedPacketsAsTsharkOrForAReasonNot()
    {
        SharedCaptures.Need();
        var expected = SharedCaptures.Expected();

        var differences = SharedCaptures.Names
            .Select(name => (Name: name, Tshark: long.Parse(expected[name]["malformed"], CultureInfo.InvariantCulture), Here: Count(name).Malformed))
            .Where(capture => capture.Tshark != capture.Here)
            .ToDictionary(capture => capture.Name, capture => (capture.Tshark, capture.Here));

        differences.OrderBy(pair => pair.Key, StringComparer.Ordinal).ShouldBe(
            SharedMalformed.Differences.ToDictionary(pair => pair.Key, pair => (pair.Value.Tshark, pair.Value.Here)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    private static PacketCounts Count(string name)
    {
        using var reader = CaptureReader.Open(SharedCaptures.PathOf(name));
        var inspector = new Inspector();
        while (reader.TryRead(out var packet))
        {
            inspector.Take(packet);
        }

        return inspector.Counts;
    }
}
