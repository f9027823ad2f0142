using RouterAlertAssurance.Benchmarks;

var benchmarks = new SortedDictionary<string, Action>(StringComparer.Ordinal)
{
    ["decomposition"] = DecompositionBenchmarks.Run,
    ["expressions"] = ExpressionBenchmarks.Run,
    ["graph"] = GraphBenchmarks.Run,
    ["yang"] = YangBenchmarks.Run,
};
if (args is [var name] && benchmarks.TryGetValue(name, out var run))
{
    run();
    return 0;
}

Console.Error.WriteLine($"Name one benchmark: {string.Join(", ", benchmarks.Keys)}");
return 2;
