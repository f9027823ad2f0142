using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Inspection;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Packets.Tests.Dissection;

/// <summary>Whatever the octets are: no exception, nothing allocated, all that was found lies within the frame.</summary>
public sealed class RobustnessTests
{
    private const int Headers = 200;
    private static readonly LinkType[] Links = [.. Enum.GetValues<LinkType>(), (LinkType)9999];

    private static readonly byte[][] Seeds =
    [
        Frames.Ethernet(0x0800, Frames.Ipv4(46, Frames.Hex("94040000"), new byte[40])),
        Frames.Ethernet(0x8100, [0, 1, 8, 0, .. Frames.Ipv4(6, [], Frames.Tcp(0x22, 3, Frames.Hex("fd0803480a000001"), [.. "GET / HTTP/1.1\r\nForwarded: for=1\r\n\r\n"u8]))]),
        Frames.Ethernet(0x86DD, Frames.Ipv6(0, [.. Frames.Hex("3c00050200000100 2b00010400000000 1100000000000000"), .. Frames.Udp(1, 10500, new byte[60])])),
        Frames.Ethernet(0x0800, Frames.Ipv4(47, [], [0, 0, 0x65, 0x58, .. Frames.Ethernet(0x0800, Frames.Ipv4(2, Frames.Hex("94040000"), new byte[16]))])),
        Frames.Ethernet(0x0800, Frames.Ipv4(17, [], Frames.Udp(1, 2055, Frames.Hex("000a0020000000000000000000000000 0002001001000001 00080004")))),
    ];

    [Fact]
    public void Inspect_RandomAndMutatedFrames_StaysInBounds() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Frame().ToArbitrary(), frame => IsSound(frame.Link, frame.Octets, frame.Octets.Length)));

    // Cut by the capture, at every octet; and cut on the wire, where what is missing contradicts the lengths: behind the headers in growing steps, which halves the time.
    [Fact]
    public void Inspect_SharedCapturesCutAtEveryOctet_StaysInBounds()
    {
        SharedCaptures.Need();
        var inspector = new Inspector(decapsulate: true, keep: 0);
        foreach (var name in SharedCaptures.Names)
        {
            using var reader = CaptureReader.Open(SharedCaptures.PathOf(name));
            while (reader.TryRead(out var packet))
            {
                var onWire = 0;
                for (var length = 0; length <= packet.Bytes.Length; length++)
                {
                    var isSound = IsSound(inspector, packet.Link, packet.Bytes[..length], packet.OriginalLength);
                    if (length == onWire)
                    {
                        isSound &= IsSound(inspector, packet.Link, packet.Bytes[..length], length);
                        onWire += length < Headers ? 1 : length / 20;
                    }

                    // The sentence is only made where it is needed.
                    if (!isSound)
                    {
                        Assert.Fail($"{name}: the packet at {packet.Offset}, cut to {length} octets");
                    }
                }
            }
        }
    }

    [Fact]
    public void Take_Packets_AllocatesNothing()
    {
        var inspector = new Inspector(decapsulate: true, keep: 0);
        // Code that is compiled again meanwhile sets itself up once.
        for (var round = 0; round < 200; round++)
        {
            Take();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            Take();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Take()
        {
            foreach (var frame in Seeds)
            {
                inspector.Take(new CapturedPacket(frame, frame.Length, LinkType.Ethernet, 0, 0));
            }
        }
    }

    private static Gen<(LinkType Link, byte[] Octets)> Frame() =>
        from link in Gen.Frequency((3, Gen.Constant(LinkType.Ethernet)), (1, Gen.Elements(Links)))
        from octets in Gen.OneOf(Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value)), Mutated())
        select (link, octets);

    private static Gen<byte[]> Mutated() =>
        from seed in Gen.Elements(Seeds)
        from length in Gen.Choose(0, seed.Length)
        from places in Gen.ArrayOf(Gen.Choose(0, seed.Length - 1))
        from values in Gen.ArrayOf(Gen.Choose(0, 255))
        select places.Zip(values).Aggregate((byte[])seed.Clone(), (octets, change) =>
        {
            octets[change.First] = (byte)change.Second;
            return octets;
        })[..length];

    private static bool IsSound(LinkType link, byte[] octets, int originalLength)
    {
        var inspector = new Inspector(decapsulate: true);
        return IsSound(inspector, link, octets, originalLength) && inspector.Noteworthy.Count <= 40;
    }

    // What is not of the cut is out of reach: a span ends where it ends.
    private static bool IsSound(Inspector inspector, LinkType link, ReadOnlySpan<byte> octets, int originalLength)
    {
        Dissector.Dissect(link, octets, originalLength, out var found);
        var isWithin = found.TransportOffset >= 0 && found.End <= octets.Length && (found.IsIpv4 || found.IsIpv6 ? found.TransportOffset <= found.End : found.End == 0)
            && found.Transport.Length + found.Source.Length + found.Destination.Length >= 0;
        var before = inspector.Counts.Packets;
        inspector.Take(new CapturedPacket(octets, originalLength, link, 0, 0));
        return isWithin && inspector.Counts.Packets == before + 1;
    }
}
