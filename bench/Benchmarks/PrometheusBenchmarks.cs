using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// The same rules over the same samples in Prometheus and here: 20,000 subservices with three series each, all of which change at each interval, and
/// five rules: a rate, a ratio, an average over time, a comparison, a score. Values are compared one by one at the time of Prometheus' own evaluation.
/// </summary>
internal static class PrometheusBenchmarks
{
    private const int Subservices = 20_000;
    private const int Interval = 10;
    private const int Rounds = 12;

    // Prometheus comes compiled; here the first times are spent on compiling.
    private const int Repetitions = 8;
    private const string Window = "65 s";

    // Rules that build on others name them, as one writes recording rules; here equal parts are one node by themselves.
    private const string Rules = """
        groups:
          - name: bench
            rules:
              - {record: "bench:rate", expr: "rate(bench_errors_total[65s])"}
              - {record: "bench:ratio", expr: "bench:rate / rate(bench_packets_total[65s])"}
              - {record: "bench:load", expr: "avg_over_time(bench_load[65s])"}
              - {record: "bench:ill", expr: "bench:ratio > bool 0.05"}
              - {record: "bench:score", expr: "100 - 40 * bench:ill - 30 * (bench:load > bool 50)"}
        """;

    private static readonly (string Rule, string Text)[] Expressions =
    [
        ("bench:rate", $"extrapolated-rate(errors over {Window})"),
        ("bench:ratio", $"extrapolated-rate(errors over {Window}) / extrapolated-rate(packets over {Window})"),
        ("bench:load", $"avg(load over {Window})"),
        ("bench:ill", $"extrapolated-rate(errors over {Window}) / extrapolated-rate(packets over {Window}) > 0.05"),
        ("bench:score", $"100 - 40 * (if extrapolated-rate(errors over {Window}) / extrapolated-rate(packets over {Window}) > 0.05 then 1 else 0)"
            + $" - 30 * (if avg(load over {Window}) > 50 then 1 else 0)"),
    ];

    private static readonly string[] Inputs = ["errors", "packets", "load"];

    public static int Run()
    {
        if (!PrometheusPeer.IsInstalled)
        {
            Console.Error.WriteLine("Prometheus is missing (Debian: apt-get install prometheus).");
            return 3;
        }

        var times = new List<DateTimeOffset>();
        var (peer, values) = RunPeerAsync(times).GetAwaiter().GetResult();
        var ours = 0.0;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            ours = RunHere(times, values, isLast: repetition == Repetitions - 1);
        }

        var results = Subservices * Expressions.Length;
        Figure.Print("prometheus.rule", peer / results * 1e6, "us");
        Figure.Print("engine.rule", ours / results * 1e6, "us");
        Figure.Print("ratio to Prometheus", peer / ours, "");
        return 0;
    }

    private static async Task<(double Seconds, Dictionary<string, Dictionary<int, (DateTimeOffset Time, double Value)>> Values)> RunPeerAsync(List<DateTimeOffset> times)
    {
        using var peer = new PrometheusPeer(Rules, Interval, time =>
        {
            // Milliseconds are all an exposition can tell.
            times.Add(DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()));
            return Exposition(times.Count - 1, times[^1]);
        });
        Console.Error.WriteLine($"Prometheus scrapes {Rounds} times, {Rounds * Interval} s ...");
        var durations = new List<double>();
        while (times.Count < Rounds)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            if (times.Count > Rounds / 2 && await peer.LastEvaluationAsync() is { } duration && (durations.Count == 0 || durations[^1] != duration))
            {
                durations.Add(duration);
            }
        }

        // The last round must be evaluated before it is read.
        await Task.Delay(TimeSpan.FromSeconds(Interval - 1));
        var values = new Dictionary<string, Dictionary<int, (DateTimeOffset, double)>>();
        foreach (var (rule, _) in Expressions)
        {
            values[rule] = await peer.NewestAsync(rule);
        }

        durations.Sort();
        Figure.Print("prometheus.evaluation", durations[durations.Count / 2], "s");
        return (durations[durations.Count / 2], values);
    }

    /// <summary>Processor seconds of one round here, in a graph of its own: every sample set, everything evaluated, every result stored. The median of the later rounds.</summary>
    private static double RunHere(List<DateTimeOffset> times, Dictionary<string, Dictionary<int, (DateTimeOffset Time, double Value)>> peer, bool isLast)
    {
        var graph = new ComputationGraph();
        var inputs = new int[Subservices * Inputs.Length];
        var handles = new ExpressionHandle[Subservices * Expressions.Length];
        Build(graph, inputs, handles);
        var evaluated = peer["bench:rate"][0].Time;
        var file = Path.GetTempFileName();
        var rounds = new List<double>();
        var results = new double[handles.Length];
        var samples = new double[inputs.Length];
        using (var store = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        {
            for (var round = 0; round < times.Count && times[round] <= evaluated; round++)
            {
                Fill(samples, round);
                var start = Thread();
                Round(graph, inputs, samples, times[round]);
                Store(graph, handles, results, store);
                rounds.Add(Thread() - start);
            }
        }

        File.Delete(file);
        graph.Advance(evaluated);
        if (isLast)
        {
            Compare(graph, handles, peer);
        }

        return rounds.Skip(rounds.Count / 2).Order().ElementAt(rounds.Count / 4);
    }

    // Of this process, since there is no clock for one thread; nothing else runs in it.
    private static double Thread() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    private static void Build(ComputationGraph graph, int[] inputs, ExpressionHandle[] handles)
    {
        var declarations = new Dictionary<string, InputDeclaration>
        {
            ["errors"] = new("errors", ExpressionValueType.Number, "", InputKind.Counter),
            ["packets"] = new("packets", ExpressionValueType.Number, "", InputKind.Counter),
            ["load"] = new("load", ExpressionValueType.Number, "", InputKind.Gauge),
        };
        var scope = new ExpressionScope(declarations, new Dictionary<string, ExpressionConstant>());
        var compiled = Expressions.Select(expression => ExpressionCompiler.Compile(expression.Text, scope)).Select(result =>
            result.Expression ?? throw new InvalidOperationException(string.Join('\n', result.Errors))).ToList();
        for (var i = 0; i < Subservices; i++)
        {
            for (var input = 0; input < Inputs.Length; input++)
            {
                inputs[(i * Inputs.Length) + input] = graph.AddInput(declarations[Inputs[input]]);
            }

            for (var e = 0; e < compiled.Count; e++)
            {
                var first = i * Inputs.Length;
                int[] own = [.. compiled[e].InputNames.Select(name => inputs[first + Array.IndexOf(Inputs, name)])];
                handles[(i * Expressions.Length) + e] = graph.Add(compiled[e], own);
            }
        }

    }

    // What a device would answer: made before the clock runs, as Prometheus has scraped before it evaluates.
    private static void Fill(double[] samples, int round)
    {
        for (var at = 0; at < samples.Length; at++)
        {
            samples[at] = Value(at % Inputs.Length, at / Inputs.Length, round);
        }
    }

    private static void Round(ComputationGraph graph, int[] inputs, double[] samples, DateTimeOffset time)
    {
        for (var at = 0; at < inputs.Length; at++)
        {
            graph.Set(inputs[at], Sample.Present(time, samples[at]));
        }

        graph.Update();
    }

    private static void Store(ComputationGraph graph, ExpressionHandle[] handles, double[] results, FileStream store)
    {
        for (var at = 0; at < handles.Length; at++)
        {
            results[at] = graph.Read(handles[at]).Number;
        }

        store.Write(MemoryMarshal.AsBytes<double>(results));
        store.Flush();
    }

    private static void Compare(ComputationGraph graph, ExpressionHandle[] handles, Dictionary<string, Dictionary<int, (DateTimeOffset Time, double Value)>> peer)
    {
        var (compared, different, largest) = (0, 0, 0.0);
        for (var e = 0; e < Expressions.Length; e++)
        {
            foreach (var (i, (_, theirs)) in peer[Expressions[e].Rule])
            {
                var ours = graph.Read(handles[(i * Expressions.Length) + e]).Number;
                var difference = Math.Abs(ours - theirs) / Math.Max(1e-12, Math.Abs(theirs));
                compared++;
                different += difference > 1e-9 && Math.Abs(ours - theirs) > 1e-12 ? 1 : 0;
                largest = Math.Max(largest, theirs == 0 ? Math.Abs(ours) : difference);
            }
        }

        Figure.Print("compared", compared, "values");
        Figure.Print("compared.different", different, "values");
        Figure.Print("compared.largest-relative-difference", largest, "");
    }

    private static string Exposition(int round, DateTimeOffset time)
    {
        var text = new StringBuilder(Subservices * 120);
        string[] names = ["bench_errors_total", "bench_packets_total", "bench_load"];
        for (var input = 0; input < names.Length; input++)
        {
            text.Append("# TYPE ").Append(names[input]).Append(input == 2 ? " gauge\n" : " counter\n");
            for (var i = 0; i < Subservices; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{names[input]}{{i=\"{i}\"}} {Value(input, i, round):R} {time.ToUnixTimeMilliseconds()}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The value of a series in a round: counters grow by what differs from series to series and round to round, one in nine is reset.</summary>
    private static double Value(int input, int i, int round) => input switch
    {
        0 => (i % 9 == 0 && round >= 8 ? 0 : 1000) + (round * (i % 13)) + (round * round % 7),
        1 => 5000 + (round * (100 + (i % 17))) + (round % 3),
        _ => (((i * 7) + (round * 13)) % 101) + (i * 0.001),
    };
}
