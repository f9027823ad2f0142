using System.Buffers.Binary;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Inspection;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Packets.Tests.Files;

/// <summary>
/// Every capture of public test suites cut at every octet, read and inspected. What was read of whole records has no say in what comes of a cut one, so each cut is tried with what stands
/// before the first packet and the record that is cut: as many readings as there are octets, and not their square.
/// </summary>
[Trait("Length", "long")]
public sealed class CaptureCutEverywhereTests
{
    private const int PcapHeader = 24;
    private const int PcapRecord = 16;
    private const int BlockFrame = 12;
    private const uint Section = 0x0A0D0D0A;

    [Fact]
    public void Read_EveryCaptureCutAtEveryOctet_EndsWithoutExceptionOrMore()
    {
        SharedCaptures.Need();
        var tried = 0L;
        Parallel.ForEach(SharedCaptures.Names, name => Interlocked.Add(ref tried, Cut(name, CaptureFiles.Unpacked(File.ReadAllBytes(SharedCaptures.PathOf(name))))));
        tried.ShouldBeGreaterThan(1_000_000);
    }

    private static long Cut(string name, byte[] file)
    {
        var records = Records(file).ToArray();
        var start = records.Length > 0 ? records[0].Start : file.Length;
        var tried = 0L;
        for (var length = 0; length < start; length++, tried++)
        {
            Read(file, length).ShouldBe(0, $"{name} cut to {length} octets");
        }

        foreach (var (begin, end, packets) in records)
        {
            byte[] piece = [.. file.AsSpan(0, start), .. file.AsSpan(begin, end - begin)];
            for (var length = start; length < piece.Length; length++, tried++)
            {
                Read(piece, length).ShouldBe(0, $"{name} cut to {begin + length - start} octets");
            }

            Read(piece, piece.Length).ShouldBe(packets, $"the record at octet {begin} of {name}");
        }

        return tried;
    }

    private static long Read(byte[] octets, int length)
    {
        try
        {
            using var reader = CaptureReader.Open(new MemoryStream(octets, 0, length));
            var inspector = new Inspector();
            inspector.TakeAll(reader);
            return inspector.Counts.Packets;
        }
        catch (InvalidDataException)
        {
            // No capture: what is left does not even have the header of one.
            return 0;
        }
    }

    // What stands before the first packet is no record.
    private static IEnumerable<(int Start, int End, int Packets)> Records(byte[] file) =>
        BinaryPrimitives.ReadUInt32LittleEndian(file) == Section ? Blocks(file).SkipWhile(block => block.Packets == 0) : PcapRecords(file);

    private static IEnumerable<(int Start, int End, int Packets)> PcapRecords(byte[] file)
    {
        var isBigEndian = file[0] == 0xA1;
        for (var at = PcapHeader; at + PcapRecord <= file.Length;)
        {
            var end = at + PcapRecord + Number(file, at + 8, isBigEndian);
            if (end > file.Length || end < at)
            {
                yield break;
            }

            yield return (at, end, 1);
            at = end;
        }
    }

    private static IEnumerable<(int Start, int End, int Packets)> Blocks(byte[] file)
    {
        var isBigEndian = file[8] == 0x1A;
        for (var at = 0; at + BlockFrame <= file.Length;)
        {
            var end = at + Number(file, at + 4, isBigEndian);
            if (end > file.Length || end < at + BlockFrame)
            {
                yield break;
            }

            yield return (at, end, Number(file, at, isBigEndian) is 2 or 3 or 6 ? 1 : 0);
            at = end;
        }
    }

    private static int Number(byte[] file, int at, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at)) : BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
}
