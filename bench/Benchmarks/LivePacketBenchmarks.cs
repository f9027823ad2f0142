using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.RouterAlert;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Live;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// What packets cost as they come: a sender on one processor floods a veth pair, and this process takes them on the other; first the ring with the dissector alone, then
/// the agent's source with all it counts and keeps. Its own processor time is counted; the kernel's copy into the ring is the sender's.
/// </summary>
internal static class LivePacketBenchmarks
{
    private const double Seconds = 5;

    /// <returns>1 when the ring lost a packet, or the source one that it does not account for; 0 otherwise.</returns>
    public static int Run()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Console.Error.WriteLine("packets: the live figures need root and are left out");
            return 0;
        }

        using var network = new LiveNamespaces();
        var missed = 0L;
        OnThread(() => missed = Ring(network));
        var unaccounted = Source(network);
        if (missed != 0 || unaccounted != 0)
        {
            Console.Error.WriteLine("packets: packets were lost that must not be; the figures are of no use");
            return 1;
        }

        return 0;
    }

    // How many packets did not come through the ring.
    private static long Ring(LiveNamespaces network)
    {
        network.Enter();
        using var ring = PacketRing.OpenAll(new PacketRingOptions { Filter = RouterAlertFilter.FromNetworkHeader(256) });
        var (packets, sent, cpu) = (0L, 0L, TimeSpan.Zero);
        Measure(network, ref sent, ref cpu, flood =>
        {
            bool ended;
            do
            {
                // Asked for before the ring is emptied: the last block comes only after the sender has ended.
                ended = flood.HasExited;
                for (var wait = TimeSpan.FromMilliseconds(200); ring.TryRead(wait, out var packet); wait = TimeSpan.Zero)
                {
                    Dissector.Dissect(packet.Link, packet.Bytes, packet.OriginalLength, out var found);
                    packets += found.RouterAlert == RouterAlertState.Present ? 1 : 0;
                }
            }
            while (!ended);
        });
        Figure.Print("packets.live.sent", sent / Seconds, "packets/s");
        Figure.Print("packets.live.dropped", ring.TakeStatistics().Dropped, "packets");
        Figure.Print("packets.live.missed", sent - packets, "packets");
        Figure.Print("packets.live", packets / cpu.TotalSeconds, "packets per CPU-second");
        return sent - packets;
    }

    // How many packets the source neither counted nor told as lost.
    private static long Source(LiveNamespaces network)
    {
        using var source = new RouterAlertSource(
            () =>
            {
                network.Enter();
                return new LiveAlertCapture();
            },
            () => null,
            _ => false,
            TimeProvider.System);
        var sink = new Numbers();
        MetricRead[] reads = [.. ((string[])["total", "lost", "packets", "talkers", "groups", "crossed-by-protocol"]).Select(name => MetricRead.Of("router-alert", name))];
        source.Want(reads);
        source.ReadAsync(reads, sink, CancellationToken.None).GetAwaiter().GetResult();
        var (sent, cpu) = (0L, TimeSpan.Zero);
        Measure(network, ref sent, ref cpu, flood =>
        {
            // As often as an agent reads at most.
            while (!flood.WaitForExit(1000))
            {
                source.ReadAsync(reads, sink, CancellationToken.None).GetAwaiter().GetResult();
            }
        });
        // What is lost is asked for once a second.
        Task.Delay(1500).GetAwaiter().GetResult();
        source.ReadAsync(reads, sink, CancellationToken.None).GetAwaiter().GetResult();
        Figure.Print("packets.agent.sent", sent / Seconds, "packets/s");
        Figure.Print("packets.agent.counted", sink.Values["total"] / Seconds, "packets/s");
        Figure.Print("packets.agent.lost", sink.Values["lost"] / Seconds, "packets/s");
        Figure.Print("packets.agent.unaccounted", sent - sink.Values["total"] - sink.Values["lost"], "packets");
        Figure.Print("packets.agent.cpu", 100 * cpu.TotalSeconds / Seconds, "% of one processor");
        Figure.Print("packets.agent.time", cpu.TotalNanoseconds / sink.Values["total"], "ns/packet");
        return sent - (long)sink.Values["total"] - (long)sink.Values["lost"];
    }

    private static void Measure(LiveNamespaces network, ref long sent, ref TimeSpan cpu, Action<Process> during)
    {
        using var flood = network.Flood(Seconds);
        var before = Environment.CpuUsage.TotalTime;
        during(flood);
        cpu = Environment.CpuUsage.TotalTime - before;
        sent = long.Parse(flood.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
    }

    private static void OnThread(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }

    private sealed class Numbers : IReadingSink
    {
        public Dictionary<string, double> Values { get; } = [];

        public void Report(MetricRead read, Sample sample) => Values[read.Read] = sample.Number;

        public void Report(MetricRead read, DateTimeOffset time, ImmutableArray<SeriesSample> series) => Values[read.Read] = series.Length;
    }
}
