using System.Diagnostics;
using System.Globalization;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// The assurance engine at size: 100,000 services unless <c>--services N</c> says otherwise. Build from their definitions and the devices' facts to the first health
/// of every node, one service that comes and goes, samples through evaluation on one thread, and the time from a sample to the new health at a given rate.
/// </summary>
internal static class EngineBenchmarks
{
    private const int Batch = 1000;
    private const int SampleRate = 100_000;

    // The first ones are spent on compiling.
    private const int WarmUp = 20;
    private const int Changes = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly SampleOrigin Origin = new("bench", "bench");
    private static readonly HealthPropagation Propagation = new(new PropagationOptions { AgentId = "bench" });

    public static void Run(string[] options)
    {
        var services = options is ["--services", var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 100_000;
        var package = EnginePackage.Load();
        var sample = new SampleDefinitions(new SampleNetwork(services), package);
        ServiceInstance[] definitions = [.. Enumerable.Range(0, services).Select(_ => sample.Next())];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (collections, processor) = (GC.CollectionCount(0), ProcessorTime());
        var (pauses, allocated) = (GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());
        var start = Stopwatch.GetTimestamp();
        var decomposer = sample.Decomposer();
        var merged = Merge(definitions, decomposer);
        var mark = Stopwatch.GetTimestamp();
        var network = new EngineNetwork(package);
        network.Add(merged.Graph.NodesByPlace);
        Figure.Print("engine.build.expressions", Stopwatch.GetElapsedTime(mark).TotalSeconds, "s");
        mark = Stopwatch.GetTimestamp();
        var samples = new Samples(network);
        samples.Round(SampleNetwork.Time, fill: true);
        network.Engine.Advance(SampleNetwork.Time);
        network.Engine.TakeChanged();
        Figure.Print("engine.build.first-samples", Stopwatch.GetElapsedTime(mark).TotalSeconds, "s");
        mark = Stopwatch.GetTimestamp();
        var snapshot = Propagation.Evaluate(merged.Graph, network.OwnOf, _ => null, SampleNetwork.Time);
        Figure.Print("engine.build.first-health", Stopwatch.GetElapsedTime(mark).TotalSeconds, "s");
        Figure.Print("engine.build", Stopwatch.GetElapsedTime(start).TotalSeconds, "s");
        Figure.Print("engine.build.processor-time", (ProcessorTime() - processor).TotalSeconds, "s");
        Figure.Print("engine.build.collections", GC.CollectionCount(0) - collections, "collections");
        Figure.Print("engine.build.collecting", (GC.GetTotalPauseDuration() - pauses).TotalSeconds, "s");
        Figure.Print("engine.build.allocated", (GC.GetTotalAllocatedBytes() - allocated) / 1e6, "MB");
        Sizes(services, merged.Graph, network, before);
        Throughput(samples, network.Engine);
        snapshot = Latency(samples, network, merged.Graph, snapshot);
        OneService(network, merged.Union, merged.Graph, snapshot, [.. Enumerable.Range(0, WarmUp + Changes + 1).Select(_ => sample.Next())], decomposer);
    }

    // In a method of its own: what is not merged is garbage afterwards.
    private static SubgraphMergeResult Merge(ServiceInstance[] definitions, Decomposer decomposer)
    {
        var mark = Stopwatch.GetTimestamp();
        var results = new DecompositionResult[definitions.Length];
        Parallel.For(0, definitions.Length, number => results[number] = decomposer.Decompose(definitions[number]));
        Figure.Print("engine.build.decomposition", Stopwatch.GetElapsedTime(mark).TotalSeconds, "s");
        Figure.Print("engine.build.problems", results.Sum(result => result.Problems.Length), "problems");
        mark = Stopwatch.GetTimestamp();
        var merged = SubgraphMerge.Merge(results.Select(result => (IReadOnlyCollection<AssuranceNode>)result.Nodes));
        Figure.Print("engine.build.merge", Stopwatch.GetElapsedTime(mark).TotalSeconds, "s");
        return merged;
    }

    private static TimeSpan ProcessorTime() => Process.GetCurrentProcess().TotalProcessorTime;

    private static void Sizes(int services, AssuranceGraph graph, EngineNetwork network, long before)
    {
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Figure.Print("engine.services", services, "services");
        Figure.Print("engine.subservices", graph.Nodes.Count, "nodes");
        Figure.Print("engine.expression-nodes", network.Engine.NodeCount, "nodes");
        Figure.Print("engine.inputs", network.Engine.InputCount, "inputs");
        Figure.Print("engine.memory", kept / 1e6, "MB");
        Figure.Print("engine.memory.per-subservice", (double)kept / graph.Nodes.Count, "bytes");
        Figure.Print("engine.memory.per-expression-node", network.Engine.BytesOfExpressions / (double)network.Engine.NodeCount, "bytes");
        Figure.Print("engine.peak-memory", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB");
    }

    // Every sample differs from the one before; none makes or ends a symptom.
    private static void Throughput(Samples samples, AssuranceEngine engine)
    {
        for (var round = 0; round < 8; round++)
        {
            samples.Round(samples.Time, fill: false);
        }

        engine.TakeChanged();
        GC.Collect();
        var collections = GC.CollectionCount(0);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        long count = 0;
        for (var round = 0; round < 4; round++)
        {
            count += samples.Round(samples.Time, fill: false);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Figure.Print("engine.samples", count / seconds, "samples/s");
        Figure.Print("engine.samples.allocated", (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)count, "bytes/sample");
        Figure.Print("engine.samples.collections", GC.CollectionCount(0) - collections, "collections");
    }

    /// <summary>
    /// Samples arrive evenly; one in a thousand makes or ends a symptom. A sample's time runs from when it was due to arrive. The first two seconds,
    /// spent on compiling, do not count.
    /// </summary>
    private static HealthSnapshot Latency(Samples samples, EngineNetwork network, AssuranceGraph graph, HealthSnapshot snapshot)
    {
        const int perTick = SampleRate / 1000;
        const int warmUp = 2_000;
        const int ticks = warmUp + 10_000;

        // All samples of a tick have the same time.
        var times = new List<double>(ticks);
        var (changedStatuses, updates) = (0L, 0L);
        var flips = new Random(3);
        var start = Stopwatch.GetTimestamp();
        for (var tick = 0; tick < ticks; tick++)
        {
            var due = start + (tick * Stopwatch.Frequency / 1000);
            while (Stopwatch.GetTimestamp() < due)
            {
                Thread.SpinWait(20);
            }

            samples.Time += TimeSpan.FromMilliseconds(1);
            samples.Some(perTick, flips);
            network.Engine.Advance(samples.Time);
            var changed = network.Engine.TakeChanged();
            if (changed.Count > 0)
            {
                updates += changed.Count;
                snapshot = Propagation.Update(snapshot, graph, [.. changed.Select(network.Engine.IdOf)], network.OwnOf, _ => null, samples.Time);
                changedStatuses += snapshot.Changed.Count;
            }

            times.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
        }

        times.RemoveRange(0, warmUp);
        times.Sort();
        Figure.Print("engine.latency.rate", ticks * (double)perTick / Stopwatch.GetElapsedTime(start).TotalSeconds, "samples/s");
        Figure.Print("engine.latency.own-changes", updates, "changes");
        Figure.Print("engine.latency.status-changes", changedStatuses, "changes");
        Figure.Print("engine.latency.p50", times[times.Count / 2], "ms");
        Figure.Print("engine.latency.p99", times[(int)(times.Count * 0.99)], "ms");
        Figure.Print("engine.latency.maximum", times[^1], "ms");
        return snapshot;
    }

    private static void OneService(
        EngineNetwork network, SubgraphUnion union, AssuranceGraph graph, HealthSnapshot snapshot, ServiceInstance[] services, Decomposer decomposer)
    {
        var (added, changed, removed) = (new List<double>(), new List<double>(), new List<double>());
        for (var at = 0; at < services.Length - 1; at++)
        {
            // Changed: the same service with the parameters of the next one.
            var other = services[at] with { Parameters = services[at + 1].Parameters };
            IReadOnlyCollection<AssuranceNode> nodes = [];
            added.Add(Time(() => Replace([], nodes = decomposer.Decompose(services[at]).Nodes)));
            changed.Add(Time(() => Replace(nodes, nodes = decomposer.Decompose(other).Nodes)));
            removed.Add(Time(() => Replace(nodes, [])));
        }

        Print("engine.service.add", added[WarmUp..]);
        Print("engine.service.change", changed[WarmUp..]);
        Print("engine.service.remove", removed[WarmUp..]);

        static double Time(Action change)
        {
            var start = Stopwatch.GetTimestamp();
            change();
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        void Replace(IReadOnlyCollection<AssuranceNode> before, IReadOnlyCollection<AssuranceNode> after)
        {
            var merged = union.Replace(before, after);
            var next = graph.Apply(merged.Edit, SampleNetwork.Time);
            (union, graph) = (merged.Union, next.Graph);
            network.Remove(next.Removed);
            network.Add(next.Added.Select(id => graph.Nodes[id]));
            network.Engine.Advance(SampleNetwork.Time);
            var own = network.Engine.TakeChanged().Select(network.Engine.IdOf).ToList();
            snapshot = Propagation.Update(snapshot, graph, own, network.OwnOf, _ => null, SampleNetwork.Time);
        }
    }

    private static void Print(string name, List<double> times)
    {
        times.Sort();
        Figure.Print($"{name}.median", times[times.Count / 2], "ms");
        Figure.Print($"{name}.p99", times[(int)(times.Count * 0.99)], "ms");
        Figure.Print($"{name}.maximum", times[^1], "ms");
    }

    /// <summary>Samples of every input in the order in which devices are read, each with a new value.</summary>
    private sealed class Samples(EngineNetwork network)
    {
        private readonly double[] _values = new double[network.Metrics.Count];
        private int _next;
        private int _step;

        public DateTimeOffset Time { get; set; }

        public long Round(DateTimeOffset time, bool fill)
        {
            _step++;
            for (var input = 0; input < network.Metrics.Count; input++)
            {
                // Devices are read one after the other, not all at once.
                var read = time + (Interval * ((double)input / network.Metrics.Count));
                network.Engine.Set(input, Healthy(input, read), Origin);
                if (!fill && input % Batch == 0)
                {
                    network.Engine.Advance(read);
                }
            }

            Time = time + Interval;
            network.Engine.Advance(Time);
            return network.Metrics.Count;
        }

        public void Some(int count, Random flips)
        {
            for (var i = 0; i < count; i++)
            {
                if (_next == network.Metrics.Count)
                {
                    _next = 0;
                    _step++;
                }

                var isIll = flips.Next(1000) == 0 && network.Metrics[_next].Name is "oper-up" or "loss" or "adjacencies";
                network.Engine.Set(_next, isIll ? Ill(_next) : Healthy(_next, Time), Origin);
                _next++;
            }
        }

        private Sample Ill(int input) => network.Metrics[input].Name switch
        {
            "oper-up" => Sample.Present(Time, value: false),
            "loss" => Sample.Present(Time, 0.2),
            _ => Sample.Present(Time, 1.0),
        };

        private Sample Healthy(int input, DateTimeOffset time) => network.Metrics[input] switch
        {
            { Type: ExpressionValueType.Boolean } => Sample.Present(time, value: true),
            { Kind: InputKind.Counter, Name: "rx-errors" } => Sample.Present(time, _values[input] += 1 + (_step % 5)),
            { Kind: InputKind.Counter } => Sample.Present(time, _values[input] += 1000 + (_step % 7)),
            { Name: "circuits" or "adjacencies" or "members" or "expected" } => Sample.Present(time, 4.0),
            { Name: "loss" } => Sample.Present(time, (_step % 5) * 0.001),
            { Name: "cpu" } => Sample.Present(time, 0.1 + (_step % 9 * 0.01)),
            _ => Sample.Present(time, 10.0 + (_step % 11)),
        };
    }
}
