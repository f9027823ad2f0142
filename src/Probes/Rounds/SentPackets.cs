using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Probes.Rounds;

/// <summary>When the packets of one protocol and kind were sent in a round; compared with what arrived.</summary>
/// <param name="pairs">How many there are to be.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class SentPackets(int pairs, TimeProvider clock)
{
    private readonly long[] _times = new long[pairs];
    private SeenPacket? _first;

    /// <summary>How many were sent.</summary>
    public int Count { get; private set; }

    /// <summary>Notes that the next packet is sent now.</summary>
    /// <param name="octets">It as it was given to the kernel; empty where that is not known.</param>
    public void Add(ReadOnlySpan<byte> octets = default)
    {
        _first ??= SeenPacket.Of(octets, clock);
        _times[Count++] = clock.GetTimestamp();
    }

    /// <summary>The counts that verdicts rest on.</summary>
    public KindCounts Compare(KindResult result)
    {
        var arrived = Enumerable.Range(0, Count).Select(number => IsSet(result.Received, number)).ToArray();
        var counts = new KindCounts(Count, arrived.Count(here => here))
        {
            WithoutOption = result.WithoutOption,
            BrokenChecksum = result.BrokenChecksum,
            TimeToLive = result.TimeToLive,
            FirstSent = _first,
            Arrived = result.Example,
        };
        var lost = Array.IndexOf(arrived, false);
        return lost < 0 ? counts : counts with
        {
            SentAfterLoss = Count - lost - 1,
            ReceivedAfterLoss = arrived.Skip(lost).Count(here => here),
            SpanAfterLoss = clock.GetElapsedTime(_times[lost], _times[Count - 1]),
        };
    }

    private static bool IsSet(byte[] bits, int number) => number / 8 < bits.Length && (bits[number / 8] & (1 << (number % 8))) != 0;
}
