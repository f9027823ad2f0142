using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>The inputs of the nodes in a simulation, and the recorded samples that flow into them. As in agents, equal inputs of an agent are one, for as long as a node reads it.</summary>
internal sealed class ReplayInputs(AssuranceSimulation simulation, IReadOnlyList<RecordedSample> samples)
{
    private readonly RecordedSeries _recorded = new(samples);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Device, string Read, string Metric), List<(int Number, MetricDefinition Metric)>> _fed = [];
    private readonly SortedSet<string> _notRecorded = new(StringComparer.Ordinal);

    /// <summary>What was asked for and nobody recorded.</summary>
    public IReadOnlyCollection<string> NotRecorded => _notRecorded;

    /// <summary>Adds the inputs of a plan that are not there yet. An optional one that was never recorded is left out.</summary>
    public IReadOnlyList<ReplayInput> Bind(ReplayPlan plan, string agent) => [.. plan.Inputs.Select(input => Bind(input, agent)).OfType<ReplayInput>()];

    /// <summary>Forgets the inputs that no node reads any more, as agents do: a node that comes back starts with empty windows.</summary>
    public void Release(IEnumerable<ReplayInput> inputs)
    {
        foreach (var input in inputs.DistinctBy(input => input.Number).Where(input => _numbers.ContainsKey(input.Key) && simulation.TryRemoveInput(input.Number)))
        {
            _numbers.Remove(input.Key);
            foreach (var readers in _fed.Values)
            {
                readers.RemoveAll(reader => reader.Number == input.Number);
            }
        }
    }

    /// <summary>Sets samples that were taken at one time or shortly after each other.</summary>
    public void Feed(IEnumerable<RecordedSample> taken)
    {
        var families = new Dictionary<(string Device, string Read, string Metric, DateTimeOffset Time), List<RecordedSample>>();
        foreach (var sample in taken)
        {
            if (!_fed.TryGetValue((sample.Device, sample.Read, sample.Metric), out var inputs))
            {
                continue;
            }

            if (sample.Labels is not null)
            {
                var key = (sample.Device, sample.Read, sample.Metric, sample.Time);
                (families.TryGetValue(key, out var family) ? family : families[key] = []).Add(sample);
                continue;
            }

            foreach (var (input, metric) in inputs)
            {
                simulation.Set(input, sample.ToSample(metric.Type), new SampleOrigin(sample.Implementation, sample.Read));
            }
        }

        foreach (var (key, family) in families)
        {
            FeedSeries(_fed[(key.Device, key.Read, key.Metric)], key.Time, family);
        }
    }

    private ReplayInput? Bind(ResolvedInput input, string agent)
    {
        var reads = input.Implementations.Select(implementation => implementation.ReadKey).ToList();
        var series = _recorded.Find(input.Metric.Name, input.Device, reads);
        if (series.Count == 0)
        {
            _notRecorded.Add($"{input.Metric.Name} of {input.Device}: {(reads.Count == 0 ? input.Unsupported : string.Join(" or ", reads))}");
            if (!input.Required)
            {
                return null;
            }
        }

        var key = $"{agent} {input.Device} {input.Metric.Name} {string.Join(" | ", reads)}";
        if (!_numbers.TryGetValue(key, out var number))
        {
            number = Add(input, isSupported: reads.Count > 0);
            _numbers.Add(key, number);
            foreach (var found in series)
            {
                (_fed.TryGetValue(found.Key, out var readers) ? readers : _fed[found.Key] = []).Add((number, input.Metric));
            }
        }

        return new ReplayInput(input.Name, key, number, series.Min(found => (DateTimeOffset?)found.First));
    }

    private int Add(ResolvedInput input, bool isSupported)
    {
        var number = simulation.AddInput(EngineInput.Of(input.Metric, input.Device) with { IsSupported = isSupported });
        if (!isSupported)
        {
            simulation.Set(number, Sample.Failed(default, input.Unsupported!), SampleOrigin.None);
        }

        return number;
    }

    private void FeedSeries(List<(int Number, MetricDefinition Metric)> inputs, DateTimeOffset time, List<RecordedSample> family)
    {
        foreach (var (input, metric) in inputs)
        {
            var series = family
                .Select(sample => (Key: KeyOf(sample.Labels!, metric.Labels), Sample: sample.ToSample(metric.Type)))
                .Where(item => item.Key is not null).DistinctBy(item => item.Key).Select(item => (item.Key!, item.Sample)).ToList();
            simulation.SetSeries(input, time, series, new SampleOrigin(family[0].Implementation, family[0].Read));
        }
    }

    /// <summary>The key out of <c>a=1, b=2</c>; null where labels are others than those of the metric.</summary>
    private static SeriesKey? KeyOf(string text, LabelSet labels)
    {
        var values = text.Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).DistinctBy(part => part[0]).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        return values.Count == labels.Names.Length && labels.Names.All(values.ContainsKey) ? new SeriesKey([.. labels.Names.Select(name => values[name])]) : null;
    }
}

/// <param name="Name">Name in the expressions.</param>
/// <param name="Key">Equal for inputs that are one.</param>
/// <param name="Number">Number in the simulation.</param>
/// <param name="First">When it was read first; null when it never was.</param>
internal sealed record ReplayInput(string Name, string Key, int Number, DateTimeOffset? First);
