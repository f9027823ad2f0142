using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>The probes of the whole network. A function of what is asked for: the same asks, owners and agents give the same schedule.</summary>
internal sealed class ProbeSchedule
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<ScheduledProbe>> _sent;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<ScheduledProbe>> _answered;
    private readonly ImmutableSortedDictionary<SubserviceId, string> _problems;

    private ProbeSchedule(IReadOnlyCollection<ScheduledProbe> probes, ImmutableSortedDictionary<SubserviceId, string> problems)
    {
        (_sent, _answered, _problems) = (By(probes, probe => probe.Initiator), By(probes, probe => probe.Responder), problems);
    }

    public static ProbeSchedule None { get; } = new([], ImmutableSortedDictionary<SubserviceId, string>.Empty);

    /// <summary>What an agent sends, in the order of the identifiers.</summary>
    public ImmutableArray<ScheduledProbe> SentBy(string agent) => _sent.GetValueOrDefault(agent, []);

    /// <summary>What an agent answers, in the order of the identifiers.</summary>
    public ImmutableArray<ScheduledProbe> AnsweredBy(string agent) => _answered.GetValueOrDefault(agent, []);

    /// <summary>Which of some nodes are not probed as they ask for it, and why.</summary>
    public IEnumerable<DecompositionProblem> ProblemsOf(IEnumerable<SubserviceId> nodes) => _problems.IsEmpty
        ? []
        : from node in nodes
          let problem = _problems.GetValueOrDefault(node)
          where problem is not null
          select new DecompositionProblem(node.ToString(), problem);

    /// <summary>The agents whose tasks are others than before.</summary>
    public IEnumerable<string> AgentsDifferingFrom(ProbeSchedule before) => ReferenceEquals(this, before)
        ? []
        : _sent.Keys.Concat(_answered.Keys).Concat(before._sent.Keys).Concat(before._answered.Keys).Distinct(StringComparer.Ordinal)
            .Where(agent => !SentBy(agent).SequenceEqual(before.SentBy(agent)) || !AnsweredBy(agent).SequenceEqual(before.AnsweredBy(agent)));

    /// <param name="asks">What nodes ask for, in the order of the nodes, each with the agent of the node and the agent of the peer.</param>
    /// <param name="limits">How much may be probed.</param>
    /// <param name="takers">Routers that take packets.</param>
    public static ProbeSchedule Of(IReadOnlyCollection<PlacedAsk> asks, ProbeLimits limits, ProbeTakers takers)
    {
        if (asks.Count == 0)
        {
            return None;
        }

        var (possible, problems) = (new List<PlacedAsk>(), ImmutableSortedDictionary.CreateBuilder<SubserviceId, string>());
        foreach (var ask in asks)
        {
            if (ask.Obstacle is { } obstacle)
            {
                problems[ask.Node] = obstacle;
            }
            else
            {
                possible.Add(ask);
            }
        }

        var byId = possible.ToLookup(ask => ask.Id, StringComparer.Ordinal);
        var (kept, left) = Fitting(byId.Select(same => PlacedAsk.ToProbe([.. same], limits, takers)).OrderBy(probe => probe.Id, StringComparer.Ordinal));
        var periods = new ProbePeriods(kept, limits);
        var scheduled = ProbePlacing.Place(kept, periods, limits);
        Tell(left, probe => $"an agent takes {ProbeTask.MostTasks} probes at most, and {probe.Initiator} or {probe.Responder} has as many: nothing is probed from {probe.Source} to {probe.Destination}");
        foreach (var ask in possible)
        {
            if (ask.LeftOut is { } leftOut)
            {
                problems.TryAdd(ask.Node, leftOut);
            }
        }

        Tell(
            scheduled.Where(probe => probe.PeriodSeconds > limits.PeriodSeconds),
            probe => $"probed every {probe.PeriodSeconds} s and not every {limits.PeriodSeconds} s: {periods.ReasonOf(probe)}");
        return new(scheduled, problems.ToImmutable());

        void Tell(IEnumerable<ScheduledProbe> probes, Func<ScheduledProbe, string> text)
        {
            foreach (var (probe, ask) in probes.SelectMany(probe => byId[probe.Id].Select(ask => (probe, ask))))
            {
                problems.TryAdd(ask.Node, text(probe));
            }
        }
    }

    private static (List<ScheduledProbe> Kept, List<ScheduledProbe> Left) Fitting(IEnumerable<ScheduledProbe> probes)
    {
        var (kept, left) = (new List<ScheduledProbe>(), new List<ScheduledProbe>());
        var (sent, answered) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var probe in probes)
        {
            if (sent.GetValueOrDefault(probe.Initiator) < ProbeTask.MostTasks && answered.GetValueOrDefault(probe.Responder) < ProbeTask.MostTasks)
            {
                sent[probe.Initiator] = sent.GetValueOrDefault(probe.Initiator) + 1;
                answered[probe.Responder] = answered.GetValueOrDefault(probe.Responder) + 1;
                kept.Add(probe);
            }
            else
            {
                left.Add(probe);
            }
        }

        return (kept, left);
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<ScheduledProbe>> By(IEnumerable<ScheduledProbe> probes, Func<ScheduledProbe, string> agent) =>
        probes.GroupBy(agent, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(same => same.Key, same => same.OrderBy(probe => probe.Id, StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
}
