using System.Diagnostics;
using RouterAlertAssurance.Packets.Inspection;
using RouterAlertAssurance.Packets.Live;

namespace RouterAlertAssurance.Cli.Inspection;

/// <summary>Inspects what an interface carries for a while, on several cores.</summary>
/// <param name="name">The interface.</param>
/// <param name="duration">How long.</param>
/// <param name="most">How many packets at most; null for no limit.</param>
/// <param name="threads">How many threads share the packets; one where there is a limit, which is of all packets.</param>
internal sealed class LiveInspection(string name, TimeSpan duration, long? most, int threads)
{
    private static readonly PacketRingOptions Options = new();

    // Long enough for a block that the kernel holds back.
    private static readonly TimeSpan LongestWait = 2 * Options.Retire;

    /// <summary>Takes packets in until the time is over, so many came, or somebody asks to stop.</summary>
    /// <param name="how">How packets are looked at.</param>
    /// <param name="cancellationToken">Ends it early; what came so far is told.</param>
    /// <exception cref="CaptureRefusedException">The interface cannot be captured from.</exception>
    public InspectionFindings Run(InspectionSettings how, CancellationToken cancellationToken)
    {
        var rings = PacketRing.OpenShared(name, most is null ? threads : 1, Options);
        try
        {
            if (!Privileges.Drop())
            {
                throw new CaptureRefusedException("the rights that only opening needs cannot be given up");
            }

            var parts = rings.Select(ring => Task.Factory.StartNew(() => TakeAll(ring, how.Inspector(), cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            var inspector = how.Together(Task.WhenAll(parts).GetAwaiter().GetResult());
            return new(inspector, rings.Any(ring => ring.WentDown) ? $"{name} was down or away for some time" : null, rings.Sum(ring => (long)ring.TakeStatistics().Dropped));
        }
        finally
        {
            foreach (var ring in rings)
            {
                ring.Dispose();
            }
        }
    }

    private Inspector TakeAll(PacketRing ring, Inspector inspector, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested && inspector.Counts.Packets != most && Stopwatch.GetElapsedTime(start) is var passed && passed < duration && !IsGone(ring))
        {
            var left = duration - passed;
            TakeSome(ring, left < LongestWait ? left : LongestWait, inspector);
        }

        TakeRest(ring, inspector);
        return inspector;
    }

    // What came in time and was held back counts too. Behind the limit nothing does.
    private void TakeRest(PacketRing ring, Inspector inspector)
    {
        ring.StopTaking();
        while (inspector.Counts.Packets != most && ring.TryRead(LongestWait, out var packet))
        {
            inspector.Take(in packet);
        }
    }

    // One that is down may come back.
    private bool IsGone(PacketRing ring) => ring.WentDown && !LiveInterface.Exists(name);

    // The clock is looked at once for many packets.
    private void TakeSome(PacketRing ring, TimeSpan wait, Inspector inspector)
    {
        const int some = 1000;
        for (var taken = 0; taken < some && inspector.Counts.Packets != most && ring.TryRead(wait, out var packet); taken++)
        {
            inspector.Take(in packet);
            wait = TimeSpan.Zero;
        }
    }
}
