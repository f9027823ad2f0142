using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Packets.Tests.Files;

public sealed class PcapngWriterTests
{
    private const long Time = 1_700_000_000_123_456_789;
    private static readonly byte[] Packet = Frames.Ipv4(46, [148, 4, 0, 0], new byte[9]);

    [Fact]
    public void Write_Packets_AreReadBackAsTheyWere()
    {
        using var reader = CaptureReader.Open(new MemoryStream(Written()));

        reader.TryRead(out var first).ShouldBeTrue();
        first.Bytes.ToArray().ShouldBe(Packet);
        (first.Nanoseconds, first.OriginalLength, first.Link).ShouldBe((Time, Packet.Length, LinkType.Raw));
        reader.TryRead(out var second).ShouldBeTrue();
        second.Bytes.ToArray().ShouldBe(Packet[..26]);
        (second.Nanoseconds, second.OriginalLength).ShouldBe((Time + 1, 500));
        reader.TryRead(out _).ShouldBeTrue();
        reader.TryRead(out _).ShouldBeFalse();
        reader.Problem.ShouldBeNull();
    }

    [Fact]
    public void Begin_NoPackets_IsAFile()
    {
        var stream = new MemoryStream();
        new PcapngWriter(stream).Begin();

        using var reader = CaptureReader.Open(new MemoryStream(stream.ToArray()));
        reader.TryRead(out _).ShouldBeFalse();
        reader.Problem.ShouldBeNull();
    }

    [Fact]
    public void Write_Packets_AreReadByTshark()
    {
        Requirement.Command("tshark", "tshark");
        using var folder = new TemporaryDirectory();
        var file = folder.Combine("kept.pcapng");
        File.WriteAllBytes(file, Written());

        var text = Command.Run("tshark", ["-r", file, "-T", "fields", "-e", "frame.interface_name", "-e", "frame.time_epoch", "-e", "ip.opt.type", "-e", "frame.packet_flags_direction", "-e", "frame.len"]);

        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Replace('\t', ' ')).ShouldBe(
            ["eth0 1700000000.123456789 148 0x00000001 33", "to-p1 1700000000.123456790 148 0x00000002 500", "eth0 1700000000.123456791 148 0x00000000 33"]);
    }

    private static byte[] Written()
    {
        var stream = new MemoryStream();
        var writer = new PcapngWriter(stream);
        writer.Write("eth0", Time, PacketDirection.In, Packet, Packet.Length);
        writer.Write("to-p1", Time + 1, PacketDirection.Out, Packet.AsSpan(0, 26), 500);
        writer.Write("eth0", Time + 2, PacketDirection.Unknown, Packet, Packet.Length);
        return stream.ToArray();
    }
}
