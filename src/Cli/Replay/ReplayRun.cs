using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>Evaluates recorded samples with a package.</summary>
internal sealed class ReplayRun
{
    // Agents gather samples for a moment and look at their clock every second.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>How long agents wait for the first value of each input of a new configuration.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(3);

    private readonly ReplayMaterial _material;
    private readonly PackageCatalog _catalog;
    private readonly RecordedSeries _recorded;
    private readonly AssuranceGraph _graph;
    private readonly AssuranceSimulation _simulation;
    private readonly Dictionary<string, int> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Device, string Read, string Metric), List<(int Number, MetricDefinition Metric)>> _fed = [];
    private readonly SortedSet<string> _notRecorded = new(StringComparer.Ordinal);
    private readonly List<SubserviceId> _evaluated = [];
    private readonly List<(SubserviceId Id, string Reason)> _leftOut = [];

    private ReplayRun(ReplayMaterial material, PackageCatalog catalog)
    {
        (_material, _catalog, _recorded) = (material, catalog, new RecordedSeries(material.Samples));
        var nodes = material.Nodes.Select(node => node.Node).ToImmutableArray();
        _graph = AssuranceGraph.Empty.Apply(new GraphEdit(nodes, []), material.To).Graph;
        _simulation = new AssuranceSimulation(_graph);
        foreach (var (node, agent) in material.Nodes)
        {
            Add(node, agent);
        }
    }

    public static ReplayOutcome Of(ReplayMaterial material, PackageCatalog catalog)
    {
        var run = new ReplayRun(material, catalog);
        run.Play();
        return new ReplayOutcome(run._simulation, run._graph, run._evaluated, run._leftOut, run._notRecorded);
    }

    private void Add(AssuranceNode node, string? agent)
    {
        var type = node.Id.IsServiceInstance
            ? (NodeType?)_catalog.FindService(node.Parameters.GetValueOrDefault("service", ""))
            : _catalog.FindSubservice(node.Id.Type);
        var assignment = agent is null ? null : _material.Assignments.GetValueOrDefault(agent);
        var missing = type?.Parameters.FirstOrDefault(parameter => parameter.Required && !node.Parameters.ContainsKey(parameter.Name));
        if (type is null || assignment is null || missing is not null)
        {
            _leftOut.Add((node.Id, type is null ? "its type is in no package that is replayed"
                : assignment is null ? "its agent was not asked"
                : $"it has no parameter {missing!.Name}"));
            return;
        }

        var level = assignment.Advanced.Any(advanced => advanced.ToModel() == node.Id) ? MonitoringLevel.Advanced : MonitoringLevel.Basic;
        Add(node, type.At(level, _catalog.MetricsOf(type.Package)), assignment);
    }

    private void Add(AssuranceNode node, NodeType type, AgentAssignment assignment)
    {
        var devices = assignment.Devices.ToDictionary(device => device.Name, device => new DeviceInfo(device.Name, device.Characteristics), StringComparer.Ordinal);
        var resolved = MetricBinder.Bind(type, node.Parameters, devices, _catalog).Inputs.ToDictionary(input => input.Name, StringComparer.Ordinal);
        var profile = assignment.Profiles.FirstOrDefault(profile => profile.Type == node.Id.Type && profile.Id == node.Id.Id)?.Profile;
        var set = assignment.Thresholds.Where(threshold => threshold.Type == node.Id.Type && threshold.Id == node.Id.Id)
            .DistinctBy(threshold => threshold.Threshold)
            .ToDictionary(threshold => threshold.Threshold, threshold => ExpressionConstant.Of(threshold.Value, threshold.Unit), StringComparer.Ordinal);
        var inputs = resolved.Values.Select(InputOf).OfType<ReplayInput>().ToDictionary(input => input.Name, StringComparer.Ordinal);
        var plan = TypePlan.Of(type);
        var constants = SubservicePlan.ConstantsOf(plan, node.Parameters, ThresholdResolver.Constants(type, profile, set));
        _simulation.Add(
            SubservicePlan.Of(node.Id, plan, node.Parameters, constants, name => inputs.GetValueOrDefault(name)?.Number ?? -1),
            inputs.Values.Min(input => input.First) + Warming);
        _evaluated.Add(node.Id);
    }

    /// <summary>An input of a node; null for an optional one that was never recorded.</summary>
    private ReplayInput? InputOf(ResolvedInput input)
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

        var key = $"{input.Device} {input.Metric.Name} {string.Join(" | ", reads)}";
        if (!_inputs.TryGetValue(key, out var number))
        {
            number = _simulation.AddInput(EngineInput.Of(input.Metric, input.Device) with { IsSupported = reads.Count > 0 });
            _inputs.Add(key, number);
            foreach (var found in series)
            {
                (_fed.TryGetValue(found.Key, out var readers) ? readers : _fed[found.Key] = []).Add((number, input.Metric));
            }
        }

        return new ReplayInput(input.Name, number, series.Min(found => (DateTimeOffset?)found.First));
    }

    private void Play()
    {
        var next = 0;
        var samples = _material.Samples;
        var now = samples.Count > 0 && samples[0].Time < _material.From ? samples[0].Time : _material.From;
        _simulation.Advance(now);
        while (now < _material.To)
        {
            now = next < samples.Count && samples[next].Time + Gather < now + Tick ? samples[next].Time + Gather : now + Tick;
            now = now < _material.To ? now : _material.To;
            var begin = next;
            while (next < samples.Count && samples[next].Time <= now)
            {
                next++;
            }

            Feed(samples, begin, next);
            _simulation.Advance(now);
        }
    }

    private void Feed(IReadOnlyList<RecordedSample> samples, int begin, int end)
    {
        Dictionary<(string Device, string Read, string Metric, DateTimeOffset Time), List<RecordedSample>>? families = null;
        for (var i = begin; i < end; i++)
        {
            var sample = samples[i];
            if (!_fed.TryGetValue((sample.Device, sample.Read, sample.Metric), out var inputs))
            {
                continue;
            }

            if (sample.Labels is not null)
            {
                var key = (sample.Device, sample.Read, sample.Metric, sample.Time);
                families ??= [];
                (families.TryGetValue(key, out var family) ? family : families[key] = []).Add(sample);
                continue;
            }

            foreach (var (input, metric) in inputs)
            {
                _simulation.Set(input, sample.ToSample(metric.Type), new SampleOrigin(sample.Implementation, sample.Read));
            }
        }

        foreach (var (key, family) in families ?? [])
        {
            FeedSeries(_fed[(key.Device, key.Read, key.Metric)], key.Time, family);
        }
    }

    private void FeedSeries(List<(int Number, MetricDefinition Metric)> inputs, DateTimeOffset time, List<RecordedSample> family)
    {
        foreach (var (input, metric) in inputs)
        {
            var series = family
                .Select(sample => (Key: KeyOf(sample.Labels!, metric.Labels), Sample: sample.ToSample(metric.Type)))
                .Where(item => item.Key is not null).DistinctBy(item => item.Key).Select(item => (item.Key!, item.Sample)).ToList();
            _simulation.SetSeries(input, time, series, new SampleOrigin(family[0].Implementation, family[0].Read));
        }
    }

    /// <summary>The key out of <c>a=1, b=2</c>; null where labels are others than those of the metric.</summary>
    private static SeriesKey? KeyOf(string text, LabelSet labels)
    {
        var values = text.Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).DistinctBy(part => part[0]).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        return values.Count == labels.Names.Length && labels.Names.All(values.ContainsKey) ? new SeriesKey([.. labels.Names.Select(name => values[name])]) : null;
    }

    /// <param name="Name">Name in the expressions.</param>
    /// <param name="Number">Number in the simulation.</param>
    /// <param name="First">When it was read first; null when it never was.</param>
    private sealed record ReplayInput(string Name, int Number, DateTimeOffset? First);
}

/// <summary>What a replay gave.</summary>
/// <param name="Simulation">Scores and symptoms over time.</param>
/// <param name="Graph">The graph.</param>
/// <param name="Evaluated">Nodes that were evaluated.</param>
/// <param name="LeftOut">Nodes that were taken as healthy, with the reason.</param>
/// <param name="NotRecorded">Metrics the package reads and nobody recorded.</param>
internal sealed record ReplayOutcome(
    AssuranceSimulation Simulation,
    AssuranceGraph Graph,
    IReadOnlyList<SubserviceId> Evaluated,
    IReadOnlyList<(SubserviceId Id, string Reason)> LeftOut,
    IReadOnlyCollection<string> NotRecorded);
