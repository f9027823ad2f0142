using RouterAlertAssurance.Benchmarks;

var benchmarks = new SortedDictionary<string, Action<string[]>>(StringComparer.Ordinal)
{
    ["decomposition"] = _ => DecompositionBenchmarks.Run(),
    ["engine"] = EngineBenchmarks.Run,
    ["expressions"] = _ => ExpressionBenchmarks.Run(),
    ["graph"] = GraphBenchmarks.Run,
    ["planning"] = PlanningBenchmarks.Run,
    ["yang"] = _ => YangBenchmarks.Run(),
};
if (args is ["engine-vs-prometheus"])
{
    return PrometheusBenchmarks.Run();
}

if (args is ["packets", .. var rest])
{
    return PacketBenchmarks.Run(rest);
}

if (args is ["packets-live"])
{
    return LivePacketBenchmarks.Run();
}

if (args is ["flood", .. var flood])
{
    return FloodSender.Run(flood);
}

if (args is [var name, .. var options] && benchmarks.TryGetValue(name, out var run))
{
    run(options);
    return 0;
}

Console.Error.WriteLine($"Name one benchmark: {string.Join(", ", benchmarks.Keys)}");
return 2;
