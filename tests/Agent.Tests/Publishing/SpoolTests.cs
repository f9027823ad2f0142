using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Publishing;

public sealed class SpoolTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_Events_AreNumberedWithoutGaps()
    {
        using var spool = Open();

        spool.Append([Event("a"), Event("b")]).ShouldBe(2);
        spool.Append([Event("c")]).ShouldBe(3);

        Read(spool).ShouldBe(["1:a", "2:b", "3:c"]);
    }

    [Fact]
    public void Open_Again_GoesOnWhereItWas()
    {
        Guid epoch;
        using (var spool = Open())
        {
            spool.Append([Event("a"), Event("b")]);
            epoch = spool.Epoch;
        }

        using var again = Open();

        again.Epoch.ShouldBe(epoch);
        again.Append([Event("c")]).ShouldBe(3);
        Read(again).ShouldBe(["1:a", "2:b", "3:c"]);
    }

    [Fact]
    public void Open_AfterTearAtAnyOctet_KeepsEveryWholeEventAndGoesOn()
    {
        using (var spool = Open())
        {
            spool.Append([Event("first"), Event("second"), Event("third")]);
        }

        var file = Directory.GetFiles(_folder.Path, "*.events").Single();
        var whole = File.ReadAllBytes(file);
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(file, whole[..length]);

            using var torn = Open();

            var frame = SpoolFrame.Overhead;
            int[] ends = [frame + 7, (2 * frame) + 15, (3 * frame) + 22];
            var left = ends.Count(end => end <= length);
            torn.Last.ShouldBe(left);
            torn.Append([Event("next")]).ShouldBe(left + 1);
            Read(torn).Count.ShouldBe(left + 1);
            Read(torn)[^1].ShouldBe($"{left + 1}:next");
        }
    }

    [Fact]
    public void Open_AfterAnyOctetChanged_NeverReadsADamagedEvent()
    {
        using (var spool = Open())
        {
            spool.Append([Event("first"), Event("second")]);
        }

        var file = Directory.GetFiles(_folder.Path, "*.events").Single();
        var whole = File.ReadAllBytes(file);
        for (var index = 0; index < whole.Length; index++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[index] ^= 0x5a;
            File.WriteAllBytes(file, damaged);

            using var spool = Open();

            Read(spool).ShouldBeSubsetOf(["1:first", "2:second"]);
        }
    }

    [Fact]
    public void Acknowledge_Prefix_DeletesItsSegmentsOnly()
    {
        using var spool = Open(segmentSize: 60);
        for (var i = 0; i < 10; i++)
        {
            spool.Append([Event("0123456789")]);
        }

        var before = Directory.GetFiles(_folder.Path, "*.events").Length;
        spool.Acknowledge(7);

        Directory.GetFiles(_folder.Path, "*.events").Length.ShouldBeLessThan(before);
        spool.Length.ShouldBe(3);
        Read(spool, after: 7).ShouldBe(["8:0123456789", "9:0123456789", "10:0123456789"]);
    }

    [Fact]
    public void Open_EverythingAcknowledged_DoesNotReuseNumbers()
    {
        using (var spool = Open(segmentSize: 20))
        {
            spool.Append([Event("a"), Event("b")]);
            spool.Acknowledge(2);
        }

        using var again = Open(segmentSize: 20);

        again.Append([Event("c")]).ShouldBe(3);
    }

    [Fact]
    public void Append_SpoolFull_EmptiesStatusEventsFirstAndKeepsTheSequence()
    {
        using var spool = Open(limit: 4000, segmentSize: 500);
        for (var i = 0; i < 30; i++)
        {
            spool.Append([Event(new string('s', 100)), Event(new string('y', 20), SpoolEventKind.Symptom)]);
        }

        spool.Dropped.ShouldBeGreaterThan(0);
        spool.Bytes.ShouldBeLessThanOrEqualTo(4000 + 500);
        var read = Read(spool);
        read.Select(item => long.Parse(item.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(1, 60).Select(i => (long)i));
        read.Count(item => item.EndsWith("yyy", StringComparison.Ordinal)).ShouldBe(30);
    }

    [Fact]
    public void Restart_NewEpoch_BeginsAtOne()
    {
        using var spool = Open();
        spool.Append([Event("a")]);
        var epoch = spool.Epoch;

        spool.Restart();

        spool.Epoch.ShouldNotBe(epoch);
        spool.Append([Event("b")]).ShouldBe(1);
        Read(spool).ShouldBe(["1:b"]);
    }

    [Fact]
    public void TryRewind_WithinTheSpool_SendsAgain()
    {
        using var spool = Open();
        spool.Append([Event("a"), Event("b")]);
        spool.Acknowledge(2);

        spool.TryRewind(0).ShouldBeTrue();

        spool.Length.ShouldBe(2);
        spool.TryRewind(9).ShouldBeFalse();
    }

    [Fact]
    public void Frame_AnyPayload_RoundTrips() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        payload =>
        {
            using var stream = new MemoryStream();
            SpoolFrame.Write(stream, SpoolEventKind.Symptom, 42, payload);
            var data = stream.ToArray();
            var length = SpoolFrame.TryRead(data, out var kind, out var sequence, out var range);
            return length == data.Length && kind == SpoolEventKind.Symptom && sequence == 42 && data[range].AsSpan().SequenceEqual(payload);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Frame_RandomOctets_AreNotReadBeyondTheirEnd() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        data => SpoolFrame.TryRead(data, out _, out _, out _) <= data.Length).QuickCheckThrowOnFailure();

    private Spool Open(long limit = 1 << 20, long segmentSize = 1 << 16) =>
        new(_folder.Path, limit, segmentSize, sequence => Encoding.UTF8.GetBytes($"{sequence}:-"));

    private static SpoolEvent Event(string text, SpoolEventKind kind = SpoolEventKind.Status) =>
        new(kind, sequence => Encoding.UTF8.GetBytes($"{sequence}:{text}"));

    private static List<string> Read(Spool spool, long after = 0) =>
        [.. spool.Read(after, 1000, 1 << 20).Select(payload => Encoding.UTF8.GetString(payload.Span))];
}
