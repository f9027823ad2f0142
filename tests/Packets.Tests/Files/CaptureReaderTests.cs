using System.IO.Pipelines;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Packets.Files;

namespace RouterAlertAssurance.Packets.Tests.Files;

public sealed class CaptureReaderTests
{
    private static readonly byte[] First = [0x45, 1, 2, 3, 4];
    private static readonly byte[] Second = [0x60, 9, 8, 7, 6, 5, 4, 3];

    [Theory]
    [InlineData(false, false, 1000)]
    [InlineData(false, true, 1)]
    [InlineData(true, false, 1000)]
    [InlineData(true, true, 1)]
    public void Read_Pcap_OfEitherOrderAndResolution(bool isBigEndian, bool isNanoseconds, long unit)
    {
        var packets = ReadAll(CaptureFiles.Pcap(isBigEndian, isNanoseconds, First, Second), out var problem);

        problem.ShouldBeNull();
        packets.Select(packet => packet.Octets).ShouldBe([Convert.ToHexString(First), Convert.ToHexString(Second)]);
        packets.Select(packet => packet.Original).ShouldBe([12, 15]);
        packets.Select(packet => packet.Nanoseconds).ShouldBe([1_700_000_000_000_000_000 + unit, 1_700_000_000_000_000_000 + (2 * unit)]);
        packets.Select(packet => packet.Offset).ShouldBe([40, 61]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_Pcapng_EveryKindOfPacketBlock(bool isBigEndian)
    {
        var packets = ReadAll(CaptureFiles.Pcapng(isBigEndian, First, Second), out var problem);

        problem.ShouldBeNull();
        packets.Select(packet => packet.Octets).ShouldBe(
            [Convert.ToHexString(First), Convert.ToHexString(First), Convert.ToHexString(First), Convert.ToHexString(Second), Convert.ToHexString(Second), Convert.ToHexString(Second)]);
        packets[..3].Select(packet => packet.Original).ShouldBe([12, 12, 5]);
        packets[..3].Select(packet => packet.Nanoseconds).ShouldBe([86_401_500_000_000, 5_000_000_000, 0]);
    }

    [Fact]
    public void Read_Gzip_IsUnpacked()
    {
        ReadAll(CaptureFiles.Packed(CaptureFiles.Pcap(false, false, First)), out var problem).Single().Octets.ShouldBe(Convert.ToHexString(First));
        problem.ShouldBeNull();
    }

    [Fact]
    public void Read_GzipDamagedInTheMidst_GivesWhatStandsBeforeAndThePlace()
    {
        // Random octets stay what they are when compressed, so that the damage is where the middle is.
        var packets = Enumerable.Range(0, 100).Select(number => RandomOctets(number, 1000)).ToArray();
        var packed = CaptureFiles.Packed(CaptureFiles.Pcap(false, false, packets));

        var read = ReadAll(packed[..(packed.Length / 2)], out var problem);

        read.Count.ShouldBeInRange(45, 50);
        problem.ShouldBe($"the compression is damaged or ends too early, behind octet {24 + (read.Count * 1016)} of what is unpacked");
        packed.AsSpan(packed.Length / 2, 200).Clear();
        ReadAll(packed, out problem).Count.ShouldBeGreaterThan(40);
        problem.ShouldNotBeNull();
    }

    [Fact]
    public void Read_Pipe_UnpacksAsOfAFile()
    {
        var pipe = new Pipe();
        using (var writer = pipe.Writer.AsStream())
        {
            writer.Write(CaptureFiles.Packed(CaptureFiles.Pcapng(false, First)));
        }

        using var reader = CaptureReader.Open(pipe.Reader.AsStream());

        reader.TryRead(out var packet).ShouldBeTrue();
        packet.Bytes.ToArray().ShouldBe(First);
    }

    [Fact]
    public void Read_CutAtEveryOctet_GivesWhatStandsBefore()
    {
        byte[][] files = [CaptureFiles.Pcap(false, false, First, Second), CaptureFiles.Pcapng(true, First, Second)];
        foreach (var file in files)
        {
            var whole = ReadAll(file, out _);
            for (var length = 24; length < file.Length; length++)
            {
                var some = ReadAll(file[..length], out _);
                some.ShouldBe(whole[..some.Count]);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("d4c3b2")]
    [InlineData("504b0304000000000000000000000000")]
    [InlineData("d4c3b2a1020004000000000000000000")]
    public void Open_NoCapture_SaysWhatItIs(string octets) =>
        Should.Throw<InvalidDataException>(() => CaptureReader.Open(new MemoryStream(Convert.FromHexString(octets)))).Message.ShouldStartWith("the file is ");

    [Fact]
    public void Read_RecordLongerThanAFrame_StopsWithThePlace()
    {
        var file = CaptureFiles.Pcap(false, false, First);
        file[35] = 0x7F;

        ReadAll(file, out var problem).ShouldBeEmpty();
        problem.ShouldBe("a record of 2130706437 octets is longer than a frame can be at octet 24");
    }

    [Fact]
    public void Read_MutatedFiles_EndsWithoutException()
    {
        byte[][] files = [CaptureFiles.Pcap(true, true, First, Second), CaptureFiles.Pcapng(false, First, Second), CaptureFiles.Pcapng(true, Second)];
        var mutated =
            from file in Gen.Elements(files)
            from places in Gen.ArrayOf(Gen.Choose(0, file.Length - 1))
            from values in Gen.ArrayOf(Gen.Choose(0, 255))
            select places.Zip(values).Aggregate((byte[])file.Clone(), (octets, change) =>
            {
                octets[change.First] = (byte)change.Second;
                return octets;
            });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(mutated.ToArbitrary(), IsBounded));
    }

    private static byte[] RandomOctets(int seed, int count)
    {
        var octets = new byte[count];
        new Random(seed).NextBytes(octets);
        return octets;
    }

    private static bool IsBounded(byte[] file)
    {
        try
        {
            return ReadAll(file, out _).Count <= file.Length;
        }
        catch (InvalidDataException)
        {
            // No capture any more.
            return true;
        }
    }

    private static List<(string Octets, int Original, long Nanoseconds, long Offset)> ReadAll(byte[] file, out string? problem)
    {
        using var reader = CaptureReader.Open(new MemoryStream(file));
        var packets = new List<(string, int, long, long)>();
        while (reader.TryRead(out var packet))
        {
            packets.Add((Convert.ToHexString(packet.Bytes), packet.OriginalLength, packet.Nanoseconds, packet.Offset));
        }

        problem = reader.Problem;
        return packets;
    }
}
