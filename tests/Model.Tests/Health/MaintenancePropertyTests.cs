using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Health;

public sealed class MaintenancePropertyTests
{
    [Fact]
    public void Evaluate_AboveMaintenance_EqualsNaiveEvaluation() => RandomNetworks.Hold(RandomNetworks.WithMaintenance, network =>
    {
        var naive = new NaiveEvaluator(network);
        foreach (var (id, status) in network.Evaluate().Statuses.Where(pair => !IsMaintained(network, pair.Key)))
        {
            status.Score.Value.ShouldBe(naive.Score(id), id.ToString());
            (status.PassedUp.Low, status.PassedUp.High).ShouldBe(naive.PassedUp(id), id.ToString());
        }
    });

    [Fact]
    public void Evaluate_UnderMaintenance_HidesItselfAndWhatIsBehindIt() => RandomNetworks.Hold(RandomNetworks.WithMaintenance, network =>
    {
        foreach (var (id, status) in network.Evaluate().Statuses)
        {
            if (IsMaintained(network, id))
            {
                status.Score.ShouldBe(HealthScore.Unknown);
                status.Symptoms.ShouldHaveSingleItem().Kind.ShouldBe(SymptomKind.Maintenance);
                status.Causes.ShouldBeEmpty();
            }

            var visible = Visible(network, id).ToHashSet();
            status.Causes.ShouldAllBe(cause => visible.Contains(cause.Subservice));
        }
    });

    [Fact]
    public void Evaluate_NotMarked_IsAsWithoutTheMaintained() => RandomNetworks.Hold(RandomNetworks.WithMaintenance, network =>
    {
        var maintained = network.Graph.Nodes.Keys.Where(id => IsMaintained(network, id)).ToList();
        var without = new NaiveEvaluator(maintained.Aggregate(network, (rest, id) => rest.Without(id)));
        foreach (var (id, status) in network.Evaluate().Statuses.Where(pair => !IsMaintained(network, pair.Key) && !IsKeptUp(network, pair.Key)))
        {
            if (!status.Symptoms.Any(symptom => symptom.Id == SymptomIds.AffectedByMaintenance))
            {
                status.Score.Value.ShouldBe(without.Score(id), id.ToString());
            }
        }
    });

    private static bool IsMaintained(Network network, SubserviceId id) => network.Graph.Nodes[id].Maintenance is not null;

    /// <summary>Whether a maintained node below counts for something even when it is broken, by the transform of an edge to it.</summary>
    private static bool IsKeptUp(Network network, SubserviceId id) => network.Graph.Nodes[id].Dependencies.Where(edge => edge.IsImpacting).Any(edge =>
        IsMaintained(network, edge.Target) ? edge.Transform?.Apply(0) > 0 : IsKeptUp(network, edge.Target));

    private static IEnumerable<SubserviceId> Visible(Network network, SubserviceId id) => IsMaintained(network, id)
        ? []
        : network.Graph.Nodes[id].ImpactingTargets.SelectMany(target => Visible(network, target)).Append(id);
}
