using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Decomposition;

namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>What the nodes of the graph want to be probed, and the schedule that follows. Immutable; the next one is made by difference.</summary>
internal sealed class ProbeBoard
{
    private readonly ImmutableSortedDictionary<SubserviceId, ImmutableArray<ProbeAsk>> _asks;

    private readonly ProbeTakers _takers;

    private ProbeBoard(ImmutableSortedDictionary<SubserviceId, ImmutableArray<ProbeAsk>> asks, ProbeTakers takers, ProbeSchedule schedule) => (_asks, _takers, Schedule) = (asks, takers, schedule);

    public static ProbeBoard Empty { get; } = new(ImmutableSortedDictionary<SubserviceId, ImmutableArray<ProbeAsk>>.Empty, ProbeTakers.None, ProbeSchedule.None);

    public ProbeSchedule Schedule { get; }

    /// <summary>The board of a plan.</summary>
    /// <param name="plan">The new plan, with its inputs.</param>
    /// <param name="touched">Nodes that may ask for something else than before; null for all.</param>
    /// <param name="limits">How much may be probed.</param>
    public ProbeBoard Next(NetworkPlan plan, IEnumerable<SubserviceId>? touched, ProbeLimits limits)
    {
        if (ProbeTypes.Of(plan.Inputs.Catalog).Count == 0)
        {
            return Empty;
        }

        var reader = new ProbeAsks(plan.Inputs);
        var asks = (touched is null ? Empty : this)._asks.ToBuilder();
        var isOther = touched is null;
        foreach (var id in touched ?? plan.Graph.Nodes.Keys)
        {
            isOther |= asks.Remove(id);
            if (plan.Graph.Nodes.TryGetValue(id, out var node) && reader.Of(node, LevelOf(id)) is { Count: > 0 } wanted)
            {
                asks[id] = [.. wanted];
                isOther = true;
            }
        }

        var takers = ProbeTakers.Of(plan.Inputs.Facts);
        return isOther || !takers.IsSameAs(_takers) ? new(asks.ToImmutable(), takers, ProbeSchedule.Of([.. Placed(asks, plan)], limits, takers)) : this;

        MonitoringLevel LevelOf(SubserviceId node) => plan.Settings.AdvancedOf([node]).Count > 0 ? MonitoringLevel.Advanced : MonitoringLevel.Basic;
    }

    // Nothing is sent where the agent that would send is not there.
    private static IEnumerable<PlacedAsk> Placed(IEnumerable<KeyValuePair<SubserviceId, ImmutableArray<ProbeAsk>>> asks, NetworkPlan plan)
    {
        var registered = plan.Places.Registrations.Select(agent => agent.Id).ToHashSet(StringComparer.Ordinal);
        return from pair in asks
               let initiator = plan.Owners.GetValueOrDefault(pair.Key)
               where initiator is not null && registered.Contains(initiator)
               from ask in pair.Value
               let responder = plan.Places.AgentOf(ask.Peer)
               select new PlacedAsk(pair.Key, ask, initiator, responder is not null && registered.Contains(responder) ? responder : null);
    }
}
