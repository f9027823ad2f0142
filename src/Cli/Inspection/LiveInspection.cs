using System.Diagnostics;
using RouterAlertAssurance.Packets.Inspection;
using RouterAlertAssurance.Packets.Live;

namespace RouterAlertAssurance.Cli.Inspection;

/// <summary>Inspects what an interface carries for a while.</summary>
internal static class LiveInspection
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(200);

    /// <summary>Takes packets in until the time is over, so many came, or somebody asks to stop.</summary>
    /// <param name="name">The interface.</param>
    /// <param name="duration">How long.</param>
    /// <param name="most">How many packets at most; null for no limit.</param>
    /// <param name="inspector">What takes them in.</param>
    /// <param name="cancellationToken">Ends it early; what came so far is told.</param>
    /// <returns>What the kernel counted.</returns>
    /// <exception cref="CaptureRefusedException">The interface cannot be captured from.</exception>
    public static PacketRingStatistics Run(string name, TimeSpan duration, long? most, Inspector inspector, CancellationToken cancellationToken)
    {
        using var ring = PacketRing.Open(name, new PacketRingOptions());
        if (!Privileges.Drop())
        {
            throw new CaptureRefusedException("the rights that only opening needs cannot be given up");
        }

        var start = Stopwatch.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested && inspector.Counts.Packets != most && Stopwatch.GetElapsedTime(start) is var passed && passed < duration)
        {
            var left = duration - passed;
            TakeSome(ring, left < LongestWait ? left : LongestWait, most, inspector);
        }

        return ring.TakeStatistics();
    }

    // The clock is looked at once for many packets.
    private static void TakeSome(PacketRing ring, TimeSpan wait, long? most, Inspector inspector)
    {
        const int some = 1000;
        for (var taken = 0; taken < some && inspector.Counts.Packets != most && ring.TryRead(wait, out var packet); taken++)
        {
            inspector.Take(in packet);
            wait = TimeSpan.Zero;
        }
    }
}
