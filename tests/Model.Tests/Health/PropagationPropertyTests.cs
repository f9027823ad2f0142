using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Health;

/// <summary>
/// The rules of health, each by a property on random networks against <see cref="NaiveEvaluator"/> and <see cref="NaiveCauses"/>, which are
/// written straight from the rule.
/// <list type="table">
/// <item><term>own score</term><description><see cref="Evaluate_AnyNetwork_EqualsNaiveEvaluation"/> (<c>Own</c>)</description></item>
/// <item><term>local symptoms</term><description><see cref="Evaluate_AnyNetwork_EqualsNaiveEvaluation"/> (<c>PassedUp</c>)</description></item>
/// <item><term>unknown: low and high</term><description><see cref="Evaluate_Unknown_OnlyWhenLowIsBelow100AndHighIs100"/>,
/// <see cref="Evaluate_UnknownInputs_HaveASymptomOfPositiveWeightNamingThem"/>, <see cref="Evaluate_MissingInputArrives_RangesOnlyNarrow"/></description></item>
/// <item><term>groups (all, any, at least, weighted), transforms</term><description><see cref="Evaluate_AnyNetwork_EqualsNaiveEvaluation"/>,
/// <see cref="Evaluate_SharedDependenciesOfAWeightedGroup_AreAppliedOnce"/></description></item>
/// <item><term>informational</term><description><see cref="Evaluate_InformationalDependencies_AreListedAndChangeNothing"/></description></item>
/// <item><term>coverage</term><description><see cref="Evaluate_Coverage_IsTheLeastOfAllImpactingDescendants"/></description></item>
/// <item><term>explained</term><description><see cref="Evaluate_ScoreNot100_IsExplainedAndHasCauses"/></description></item>
/// <item><term>gain and cost</term><description><see cref="Evaluate_OwnSymptoms_GainAndCostAreThoseOfBruteForce"/>,
/// <see cref="Evaluate_InheritedSymptoms_GainAndCostAreThoseOfBruteForce"/></description></item>
/// <item><term>monotone</term><description><see cref="Evaluate_SymptomClearedOrLightened_NothingGetsWorse"/></description></item>
/// <item><term>primary, secondary, causes</term><description><see cref="CauseTests.Evaluate_Symptoms_ArePrimaryExactlyWhenNothingBelowExplainsThem"/>,
/// <see cref="CauseTests.Evaluate_Causes_AreThePrimarySymptomsOfOwnSymptomsAndLossyDependencies"/>,
/// <see cref="CauseTests.Evaluate_CausesCleared_ScoreIs100"/></description></item>
/// <item><term>maintenance: hidden</term><description><see cref="MaintenancePropertyTests.Evaluate_UnderMaintenance_HidesItselfAndWhatIsBehindIt"/></description></item>
/// <item><term>maintenance: parents with or without it</term><description><see cref="MaintenancePropertyTests.Evaluate_AboveMaintenance_EqualsNaiveEvaluation"/>,
/// <see cref="MaintenancePropertyTests.Evaluate_NotMarked_IsAsWithoutTheMaintained"/></description></item>
/// <item><term>maintenance: affected</term><description><see cref="MaintenanceTests.Evaluate_AnyNetwork_MarkedExactlyWhenTheMaintainedAtZeroWouldLowerIt"/></description></item>
/// <item><term>split over agents</term><description><see cref="ShadowTests.Evaluate_SplitOverTwoAgents_GivesWhatOneAgentWouldGive"/></description></item>
/// <item><term>in steps as from scratch</term><description><see cref="IncrementalTests.Update_RandomChanges_EqualsEvaluate"/>,
/// <see cref="IncrementalTests.Update_LargerNetwork_EqualsEvaluate"/></description></item>
/// </list>
/// </summary>
public sealed class PropagationPropertyTests
{
    [Fact]
    public void Evaluate_AnyNetwork_EqualsNaiveEvaluation() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        var naive = new NaiveEvaluator(network);
        foreach (var (id, status) in network.Evaluate().Statuses)
        {
            status.Score.Value.ShouldBe(naive.Score(id), id.ToString());
            (status.PassedUp.Low, status.PassedUp.High).ShouldBe(naive.PassedUp(id), id.ToString());
            status.Own.Value.ShouldBe(NaiveEvaluator.ToScore(NaiveEvaluator.OwnScore(network.Own[id], withLocal: true)));
        }
    });

    [Fact]
    public void Evaluate_ScoreNot100_IsExplainedAndHasCauses() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        foreach (var (id, status) in network.Evaluate().Statuses)
        {
            status.Symptoms.Any(symptom => symptom is { IsActive: true, Weight: > 0, Kind: not SymptomKind.Informational })
                .ShouldBe(!status.Score.IsHealthy, id.ToString());
            status.Causes.IsEmpty.ShouldBe(status.Score.IsHealthy, id.ToString());
        }
    });

    [Fact]
    public void Evaluate_Unknown_OnlyWhenLowIsBelow100AndHighIs100() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        var naive = new NaiveEvaluator(network);
        foreach (var (id, status) in network.Evaluate().Statuses)
        {
            var (low, high) = naive.Shown(id);
            status.Score.IsKnown.ShouldBe(!(low < 100 && high == 100), id.ToString());
        }
    });

    [Fact]
    public void Evaluate_UnknownInputs_HaveASymptomOfPositiveWeightNamingThem() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        foreach (var (id, status) in network.Evaluate().Statuses.Where(pair => pair.Value.PassedUp.Low < pair.Value.PassedUp.High))
        {
            status.Causes.ShouldNotBeEmpty();
            status.Symptoms.ShouldContain(symptom => symptom.IsActive && symptom.Weight > 0
                && (symptom.Kind == SymptomKind.MissingInput || (symptom.Kind == SymptomKind.Inherited && symptom.Dependency != null)), id.ToString());
        }
    });

    [Fact]
    public void Evaluate_SymptomClearedOrLightened_NothingGetsWorse() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        var before = network.Evaluate().Statuses;
        foreach (var better in Improvements(network))
        {
            var after = better.Evaluate().Statuses;
            foreach (var id in before.Keys)
            {
                after[id].PassedUp.Low.ShouldBeGreaterThanOrEqualTo(before[id].PassedUp.Low);
                after[id].PassedUp.High.ShouldBeGreaterThanOrEqualTo(before[id].PassedUp.High);
                if (before[id].Score.IsKnown && after[id].Score.IsKnown)
                {
                    after[id].Score.ShouldBeGreaterThanOrEqualTo(before[id].Score);
                }
            }
        }
    }, 100);

    [Fact]
    public void Evaluate_MissingInputArrives_RangesOnlyNarrow() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        var before = network.Evaluate().Statuses;
        foreach (var (id, own) in network.Own.Where(pair => !pair.Value.IsKnown))
        {
            var after = network.With(id, Network.Remove(own, own.Symptoms.Single(symptom => symptom.Kind == SymptomKind.MissingInput))).Evaluate().Statuses;
            foreach (var other in before.Keys)
            {
                after[other].PassedUp.Low.ShouldBeGreaterThanOrEqualTo(before[other].PassedUp.Low);
                after[other].PassedUp.High.ShouldBeLessThanOrEqualTo(before[other].PassedUp.High);
            }
        }
    }, 150);

    [Fact]
    public void Evaluate_Coverage_IsTheLeastOfAllImpactingDescendants() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        var naive = new NaiveEvaluator(network);
        foreach (var (id, status) in network.Evaluate().Statuses)
        {
            status.Coverage.ShouldBe(naive.ImpactingDescendants(id).Append(id).Min(below => network.Own[below].Coverage));
        }
    });

    [Fact]
    public void Evaluate_OwnSymptoms_GainAndCostAreThoseOfBruteForce() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        var naive = new NaiveEvaluator(network);
        foreach (var (id, status) in network.Evaluate().Statuses)
        {
            foreach (var symptom in status.Symptoms.Where(symptom => symptom.IsActive && symptom.Kind is SymptomKind.Own or SymptomKind.MissingInput))
            {
                var cleared = naive.Shown(id, Network.Remove(network.Own[id], symptom), null);
                var alone = naive.Shown(id, Alone(network.Own[id], symptom), _ => (100, 100));
                (symptom.Gain, symptom.Cost).ShouldBe((Gain(naive.Shown(id), cleared), Cost(alone)), $"{id} {symptom.Id}");
            }
        }
    });

    [Fact]
    public void Evaluate_InheritedSymptoms_GainAndCostAreThoseOfBruteForce() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        var naive = new NaiveEvaluator(network);
        foreach (var (id, status) in network.Evaluate().Statuses)
        {
            foreach (var symptom in status.Symptoms.Where(symptom => symptom is { IsActive: true, Kind: SymptomKind.Inherited }))
            {
                var target = symptom.Dependency!.Value;
                var cleared = naive.ShownWithHealthy(id, network.Own[id], other => other == target);
                var alone = naive.ShownWithHealthy(id, OwnHealth.Healthy, other => other != target);
                (symptom.Gain, symptom.Cost).ShouldBe((Gain(naive.Shown(id), cleared), Cost(alone)), $"{id} {symptom.Id}");
                var edge = network.Graph.Nodes[id].Dependencies.Single(edge => edge.Target == target);
                symptom.Weight.ShouldBe(Cost(NaiveEvaluator.Transformed(edge, naive.PassedUp(target))));
                symptom.Weight.ShouldBeGreaterThan(0);
            }
        }
    });

    [Fact]
    public void Evaluate_InformationalDependencies_AreListedAndChangeNothing() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        var statuses = network.Evaluate().Statuses;
        var without = (network with
        {
            Graph = Build.Graph([.. network.Graph.Nodes.Values.Select(node => node with { Dependencies = [.. node.Dependencies.Where(edge => edge.IsImpacting)] })]),
        }).Evaluate().Statuses;
        foreach (var (id, status) in statuses)
        {
            (status.Score, status.PassedUp, status.Coverage).ShouldBe((without[id].Score, without[id].PassedUp, without[id].Coverage));
            status.Causes.Select(cause => (cause.Subservice, cause.Symptom.Id)).ShouldBe(without[id].Causes.Select(cause => (cause.Subservice, cause.Symptom.Id)));
            var listed = status.Symptoms.Where(symptom => symptom.Kind == SymptomKind.Informational).ToList();
            listed.ShouldAllBe(symptom => symptom.Weight == 0 && !symptom.IsPrimary && symptom.Gain == 0 && symptom.Cost == 0);
            var expected =
                from edge in network.Graph.Nodes[id].Dependencies
                where !edge.IsImpacting
                from symptom in statuses[edge.Target].Symptoms
                where symptom.IsActive && symptom.Kind != SymptomKind.Informational
                select SymptomIds.ForInformational(edge.Target, symptom.Id);
            listed.Select(symptom => symptom.Id).ShouldBe(expected, ignoreOrder: true);
        }
    });

    [Fact]
    public void Evaluate_SharedDependenciesOfAWeightedGroup_AreAppliedOnce() => RandomNetworks.Hold(RandomNetworks.Known, network =>
    {
        var statuses = network.Evaluate().Statuses;
        foreach (var node in network.Graph.Nodes.Values)
        {
            foreach (var group in node.Groups.Where(group => group.Combination == GroupCombination.Weighted))
            {
                var members = node.Dependencies.Where(edge => edge.IsImpacting && edge.Group == group.Name)
                    .Select(edge => edge.Transform?.Apply(statuses[edge.Target].PassedUp.High) ?? statuses[edge.Target].PassedUp.High).ToList();
                if (members.Count > 0)
                {
                    statuses[node.Id].PassedUp.High.ShouldBeLessThanOrEqualTo(members.Max());
                }
            }
        }
    });

    private static IEnumerable<Network> Improvements(Network network)
    {
        foreach (var (id, own) in network.Own)
        {
            foreach (var symptom in own.Symptoms.Where(symptom => symptom.Kind == SymptomKind.Own))
            {
                yield return network.Without(id, symptom);
                yield return Replace(network, id, symptom, symptom with { Weight = symptom.Weight / 2 });
                yield return Replace(network, id, symptom, symptom with { Broken = false });
            }
        }
    }

    private static Network Replace(Network network, SubserviceId id, Symptom old, Symptom with) =>
        network.With(id, new(network.Own[id].Symptoms.Replace(old, with), network.Own[id].IsKnown, network.Own[id].Coverage));

    private static OwnHealth Alone(OwnHealth own, Symptom symptom) =>
        new([symptom], own.IsKnown || symptom.Kind != SymptomKind.MissingInput, 1);

    // An unknown score counts as its low end in both figures.
    private static int Gain((int Low, int High) before, (int Low, int High) after) =>
        Math.Max(0, NaiveEvaluator.ToScore(before) >= 0 ? after.High - before.High : after.Low - before.Low);

    private static int Cost((int Low, int High) alone) => 100 - (alone.High < 100 ? alone.High : alone.Low);
}
