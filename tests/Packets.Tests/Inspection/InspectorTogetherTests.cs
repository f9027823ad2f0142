using System.Reflection;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Inspection;

namespace RouterAlertAssurance.Packets.Tests.Inspection;

/// <summary>Several inspectors that share a capture find together what one finds.</summary>
public sealed class InspectorTogetherTests
{
    private const int Keep = 3;
    private const int Most = 4;
    private static readonly byte[] Alert = Frames.Hex("94040000");
    private static readonly PropertyInfo[] Figures = typeof(PacketCounts).GetProperties();

    // Each figure counts one of these at least.
    private static readonly byte[][] Packets =
    [
        Frames.Ipv4(46, Alert, new byte[8]),
        Frames.Ipv4(113, Alert, new byte[8]),
        Frames.Ipv4(17, Frames.Hex("94040042"), Frames.Udp(1, 2)),
        Frames.Ipv4(2, Frames.Hex("9406000000000000"), new byte[8]),
        Frames.Ipv4(2, [], [0x16, .. new byte[7]]),
        Frames.Ipv4(2, [], [0x30, .. new byte[7]]),
        Frames.Ipv4(6, [], Frames.Tcp(0x38, 1)),
        Frames.Ipv4(6, [], Frames.Tcp(0x18, 1)),
        Frames.Ipv4(6, [], Frames.Tcp(0x02, 0, Frames.Hex("fd0803480a000001"))),
        Frames.Ipv4(6, [], Frames.Tcp(0x18, payload: Encoding.Latin1.GetBytes("POST /a HTTP/1.0\r\nx-forwarded-for:10.0.0.1\r\nForwarded: for=10.0.0.1\r\n\r\n"))),
        Frames.Ipv4(6, [], Frames.Tcp(0x18, payload: Encoding.Latin1.GetBytes("PROXY UNKNOWN\r\n"))),
        Frames.Ipv4(6, [], Frames.Tcp(0x18, payload: Encoding.Latin1.GetBytes("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\f0123456789ab"))),
        Frames.Ipv4(139, [], [59, 4, 1, 0x21, .. new byte[36]]),
        Frames.Ipv6(0, [.. Frames.Hex("3a00050200000100"), 130, .. new byte[23]]),
        Frames.Ipv4(17, [], Frames.Udp(1, 2, [.. Frames.Hex("0005000100000000000000000000000000000000 00000000"), .. new byte[48]])),
        Frames.Ipv4(17, [], Frames.Udp(1, 2, Frames.Hex("0009000100000000000000000000000000000000 0000000801000000"))),
        Frames.Ipv4(17, [], Frames.Udp(1, 2, Frames.Hex("000a0018000000000000000000000000 0002000801000000"))),
    ];

    [Fact]
    public void Packets_OfThisTest_CountInEveryFigure()
    {
        var counts = Frames.Inspect(Packets).Counts;

        Figures.Where(figure => figure.GetValue(counts) is 0L).Select(figure => figure.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Together_AnyPartsOfAnyCapture_FindWhatOneFinds() =>
        Prop.ForAll(Gen.Choose(0, Packets.Length - 1).Two().Where(drawn => drawn.Item2 < Most).NonEmptyListOf().ToArbitrary(), drawn =>
        {
            var one = new Inspector(keep: Keep);
            var parts = Enumerable.Range(0, Most).Select(_ => new Inspector(keep: Keep)).ToList();
            for (var at = 0; at < drawn.Count; at++)
            {
                var packet = new CapturedPacket(Packets[drawn[at].Item1], Packets[drawn[at].Item1].Length, LinkType.Raw, 0, at * 100);
                one.Take(in packet);
                parts[drawn[at].Item2].Take(in packet);
            }

            var together = Inspector.Together(false, Keep, parts);
            return Figures.All(figure => Equals(figure.GetValue(together.Counts), figure.GetValue(one.Counts)))
                && together.RouterAlertUses.SequenceEqual(one.RouterAlertUses)
                && together.NoteworthyCounts.ToHashSet().SetEquals(one.NoteworthyCounts)
                && together.Noteworthy.SequenceEqual(one.Noteworthy.Select(packet => packet with { Number = null }));
        }).QuickCheckThrowOnFailure();
}
