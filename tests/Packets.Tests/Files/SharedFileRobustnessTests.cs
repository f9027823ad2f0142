using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Packets.Tests.Files;

/// <summary>
/// Whole capture files of public test suites, cut and damaged: what stands before the damage is read as it was, nothing else is thrown than what tells of no capture, and reading
/// ends. Small files are cut at every octet, as they are and compressed; the others at every octet of their first part and about records all over them.
/// </summary>
public sealed class SharedFileRobustnessTests
{
    private const int Small = 1024;
    private const int About = 24;
    private const int Places = 6;

    [Fact]
    public void Read_SharedFilesCut_GivesWhatStandsBefore()
    {
        SharedCaptures.Need();
        foreach (var name in SharedCaptures.Names)
        {
            var file = File.ReadAllBytes(SharedCaptures.PathOf(name));
            var whole = ReadAll(file, file.Length);
            foreach (var length in Cuts(file, name, whole))
            {
                IsBeginning(ReadAll(file, length), whole).ShouldBeTrue($"{name} cut to {length} octets");
            }
        }
    }

    [Fact]
    public void Read_SharedFilesCompressedAndCut_GivesWhatStandsBeforeAndTellsOfIt()
    {
        SharedCaptures.Need();
        foreach (var name in SharedCaptures.Names.Where(name => new FileInfo(SharedCaptures.PathOf(name)).Length <= Small))
        {
            var file = File.ReadAllBytes(SharedCaptures.PathOf(name));
            var (whole, packed) = (ReadAll(file, file.Length), CaptureFiles.Packed(file));
            for (var length = 0; length < packed.Length; length++)
            {
                var some = ReadAll(packed, length);
                IsBeginning(some, whole).ShouldBeTrue($"{name} compressed, cut to {length} octets");
                (some.Problem is not null).ShouldBeTrue($"{name} compressed, cut to {length} octets, is whole");
            }
        }
    }

    [Fact]
    public void Read_SharedFilesMutated_EndsWithoutException()
    {
        SharedCaptures.Need();
        var files = SharedCaptures.Names.Select(name => File.ReadAllBytes(SharedCaptures.PathOf(name))).Where(file => file.Length <= Small).ToArray();
        var mutated =
            from file in Gen.Elements(files)
            from isPacked in Gen.Elements(false, true)
            let octets = isPacked ? CaptureFiles.Packed(file) : file
            from places in Gen.Choose(0, octets.Length - 1).NonEmptyListOf()
            from values in Gen.Choose(0, 255).NonEmptyListOf()
            select places.Zip(values).Aggregate((byte[])octets.Clone(), (all, change) =>
            {
                all[change.First] = (byte)change.Second;
                return all;
            });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(mutated.ToArbitrary(), file => ReadAll(file, file.Length).Packets.Count >= 0));
    }

    private static IEnumerable<int> Cuts(byte[] file, string name, Reading whole)
    {
        var first = Enumerable.Range(0, Math.Min(file.Length, Small));
        // Of a compressed file the places of records are not those of the file.
        var step = Math.Max(1, whole.Packets.Count / Places);
        var records = name.EndsWith(".gz", StringComparison.Ordinal) ? [] : whole.Packets.Where((_, number) => number % step == 0).Select(packet => packet.Offset);
        var about = records.Append(file.Length).SelectMany(place => Enumerable.Range((int)place - About, 2 * About));
        return first.Concat(about).Where(length => length >= 0 && length < file.Length).Distinct();
    }

    private static bool IsBeginning(Reading some, Reading whole) => some.Packets.Count <= whole.Packets.Count && some.Packets.SequenceEqual(whole.Packets.Take(some.Packets.Count));

    private static Reading ReadAll(byte[] file, int length)
    {
        try
        {
            using var reader = CaptureReader.Open(new MemoryStream(file, 0, length));
            var packets = new List<Seen>();
            while (reader.TryRead(out var packet))
            {
                var hash = new HashCode();
                hash.AddBytes(packet.Bytes);
                packets.Add(new(packet.Offset, packet.OriginalLength, packet.Nanoseconds, hash.ToHashCode()));
                packets.Count.ShouldBeLessThanOrEqualTo(1 << 20);
            }

            return new(packets, reader.Problem);
        }
        catch (InvalidDataException exception)
        {
            return new([], exception.Message);
        }
    }

    private sealed record Reading(IReadOnlyList<Seen> Packets, string? Problem);

    private readonly record struct Seen(long Offset, int Length, long Nanoseconds, int Octets);
}
