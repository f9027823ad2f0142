using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>Evaluates recorded samples with a package, on the graph as it was from version to version.</summary>
internal sealed class ReplayRun
{
    // Agents gather samples for a moment and look at their clock every second.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly ReplayMaterial _material;
    private readonly ReplayPlanner _planner;
    private readonly ReplayInputs _inputs;
    private readonly AssuranceSimulation _simulation;
    private readonly Dictionary<string, ReplayAgent> _agents = new(StringComparer.Ordinal);
    private readonly HashSet<SubserviceId> _evaluated = [];
    private readonly HashSet<SubserviceId> _notWhole = [];
    private readonly List<(SubserviceId Id, string Reason)> _leftOut = [];
    private AssuranceGraph _graph = AssuranceGraph.Empty;
    private bool _isFollowed = true;

    private ReplayRun(ReplayMaterial material, PackageCatalog catalog)
    {
        (_material, _planner, _simulation) = (material, new ReplayPlanner(material.Assignments, catalog), new AssuranceSimulation(_graph));
        _inputs = new ReplayInputs(_simulation, material.Samples);
    }

    public static ReplayOutcome Of(ReplayMaterial material, PackageCatalog catalog)
    {
        var run = new ReplayRun(material, catalog);
        run.Play();
        var shown = material.Shown;
        return new ReplayOutcome(run._simulation, [.. run._evaluated.Where(shown.Contains)], [.. run._leftOut.Where(left => shown.Contains(left.Id)).Distinct()], run._notWhole, run._inputs.NotRecorded);
    }

    private void Play()
    {
        var versions = new Queue<ReplayVersion>(_material.Graph.Versions);
        var samples = new Queue<RecordedSample>(_material.Samples);
        var now = _material.Begin;
        if (versions.Peek().From <= now)
        {
            Begin(versions.Dequeue());
        }

        _simulation.Advance(now);
        while (now < _material.To)
        {
            now = Next(now, samples, versions);
            // What was read for a version is younger than the version.
            while (versions.TryPeek(out var version) && version.From <= now)
            {
                Configure(versions.Dequeue());
            }

            _inputs.Feed(Taken(samples, now));
            Step(now);
            _simulation.Advance(now);
        }
    }

    private DateTimeOffset Next(DateTimeOffset now, Queue<RecordedSample> samples, Queue<ReplayVersion> versions)
    {
        var next = now + Tick;
        next = samples.TryPeek(out var sample) && sample.Time + Gather < next ? sample.Time + Gather : next;
        next = versions.TryPeek(out var version) && version.From < next ? version.From : next;
        return next < _material.To ? next : _material.To;
    }

    private static List<RecordedSample> Taken(Queue<RecordedSample> samples, DateTimeOffset now)
    {
        var taken = new List<RecordedSample>();
        while (samples.TryPeek(out var sample) && sample.Time <= now)
        {
            taken.Add(samples.Dequeue());
        }

        return taken;
    }

    private void Begin(ReplayVersion version)
    {
        Follow(version);
        _simulation.Follow(_graph);
        foreach (var plans in Plan(version))
        {
            AgentOf(plans.Key).Begin(plans);
        }
    }

    private void Configure(ReplayVersion version)
    {
        Follow(version);
        var plans = Plan(version);
        foreach (var agent in plans.Select(agent => agent.Key).Union(_agents.Keys).Order(StringComparer.Ordinal).ToList())
        {
            AgentOf(agent).Configure([.. plans[agent]], version.From);
        }
    }

    private void Follow(ReplayVersion version)
    {
        var target = version.ToGraph();
        _graph = _graph.Apply(AssuranceGraph.Difference(_graph, target), version.From).Graph;
        _isFollowed = false;
    }

    // Every agent has a graph of its own in the product; one for all changes when the last of them is ready.
    private void Step(DateTimeOffset now)
    {
        foreach (var agent in _agents.Values)
        {
            agent.Step(now);
        }

        if (!_isFollowed && _agents.Values.All(agent => agent.IsSettled))
        {
            _simulation.Follow(_graph);
            _isFollowed = true;
        }
    }

    private ReplayAgent AgentOf(string name) => _agents.TryGetValue(name, out var agent) ? agent : _agents[name] = new ReplayAgent(name, _simulation, _inputs);

    /// <summary>The plans of the nodes that are evaluated, by the agent that owns them.</summary>
    private ILookup<string, ReplayPlan> Plan(ReplayVersion version)
    {
        var planned = version.Nodes.Select(node => (Node: node, Planned: _planner.Of(node))).ToList();
        var leftOut = planned.Where(item => item.Planned.Plan is null).Select(item => (item.Node.Node.Id, item.Planned.Reason)).ToList();
        _leftOut.AddRange(leftOut);
        _notWhole.UnionWith(leftOut.Select(left => left.Id).Concat(_graph.AncestorsOf(leftOut.Select(left => left.Id))));
        var plans = planned.Where(item => item.Planned.Plan is not null).ToLookup(item => item.Node.Agent!, item => item.Planned.Plan!, StringComparer.Ordinal);
        _evaluated.UnionWith(plans.SelectMany(agent => agent).Select(plan => plan.Id));
        return plans;
    }
}

/// <summary>What a replay gave.</summary>
/// <param name="Simulation">Scores and symptoms over time.</param>
/// <param name="Evaluated">Nodes that were evaluated and in the graph during what is shown.</param>
/// <param name="LeftOut">Nodes that were taken as healthy, with the reason.</param>
/// <param name="NotWhole">The same and all that depends on them.</param>
/// <param name="NotRecorded">Metrics the package reads and nobody recorded.</param>
internal sealed record ReplayOutcome(
    AssuranceSimulation Simulation,
    IReadOnlyList<SubserviceId> Evaluated,
    IReadOnlyList<(SubserviceId Id, string Reason)> LeftOut,
    IReadOnlySet<SubserviceId> NotWhole,
    IReadOnlyCollection<string> NotRecorded);
