using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Health;

public sealed class CauseTests
{
    [Fact]
    public void Evaluate_CausesCleared_ScoreIs100() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        var naive = new NaiveCauses(network);
        foreach (var (id, status) in network.Evaluate().Statuses.Where(pair => !pair.Value.Score.IsHealthy))
        {
            naive.Cleared(status.Causes).Evaluate().Statuses[id].Score.Value.ShouldBe(100, id.ToString());
        }
    });

    [Fact]
    public void Evaluate_Symptoms_ArePrimaryExactlyWhenNothingBelowExplainsThem() => RandomNetworks.Hold(RandomNetworks.WithMaintenance, network =>
    {
        var naive = new NaiveCauses(network);
        foreach (var (id, status) in network.Evaluate().Statuses)
        {
            foreach (var symptom in status.Symptoms.Where(symptom => symptom.IsActive && symptom.Kind is SymptomKind.Own or SymptomKind.MissingInput && symptom.Weight > 0))
            {
                symptom.IsPrimary.ShouldBe(!naive.Makers(id, symptom).Any(), $"{id} {symptom.Id}");
            }
        }
    });

    [Fact]
    public void Evaluate_Causes_AreThePrimarySymptomsOfOwnSymptomsAndLossyDependencies() => RandomNetworks.Hold(RandomNetworks.WithMaintenance, network =>
    {
        var statuses = network.Evaluate().Statuses;
        var naive = new NaiveCauses(network);
        foreach (var (id, status) in statuses)
        {
            status.Causes.ShouldAllBe(cause => cause.Symptom.IsPrimary && cause.Symptom.IsActive && cause.Symptom.Weight > 0);
            status.Causes.Select(cause => (cause.Subservice, cause.Symptom.Id)).ShouldBeUnique();
            if (status.Symptoms.Any(symptom => symptom.Kind == SymptomKind.Maintenance))
            {
                status.Causes.ShouldBeEmpty();
                continue;
            }

            var expected = NaiveCauses.Counted(network.Own[id]).SelectMany(symptom => naive.Roots(id, symptom)).ToHashSet();
            foreach (var lossy in status.Symptoms.Where(symptom => symptom is { IsActive: true, Kind: SymptomKind.Inherited }))
            {
                // What a dependency passes up has the causes it shows, but for those of local symptoms alone.
                expected.UnionWith(status.Causes
                    .Where(cause => statuses[lossy.Dependency!.Value].Causes.Contains(cause))
                    .Select(cause => (cause.Subservice, cause.Symptom.Id)));
            }

            status.Causes.Select(cause => (cause.Subservice, cause.Symptom.Id)).ShouldBe(expected, ignoreOrder: true);
        }
    });

    [Fact]
    public void Evaluate_FaultHiddenByRedundancy_IsTheCauseOfTheSymptomAbove()
    {
        var graph = Build.Graph(Build.Node("tunnel", Build.On("ecmp")), Build.Node("ecmp", GroupCombination.Any, 1, "left", "right"), Build.Node("left"), Build.Node("right"));
        var network = Build.NetworkOf(
            graph,
            ("left", Build.Own(Build.Symptom("link/down", 100, 5) with { Broken = true })),
            ("tunnel", Build.Own(Build.Symptom("tunnel/loss", 30, 1))));

        var statuses = network.Evaluate().Statuses;

        statuses[Build.Id("ecmp")].Score.Value.ShouldBe(100);
        statuses[Build.Id("tunnel")].Causes.ShouldHaveSingleItem().Subservice.ShouldBe(Build.Id("left"));
        statuses[Build.Id("tunnel")].Symptoms.ShouldHaveSingleItem().IsPrimary.ShouldBeFalse();
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void Evaluate_FaultBelowDetectedLater_ExplainsOnlyWithinTheTolerance(int secondsLater, bool isPrimary)
    {
        var graph = Build.Graph(Build.Node("a", Build.On("b")), Build.Node("b"));
        var network = Build.NetworkOf(graph, ("a", Build.Own(Build.Symptom("s/a", 30, 20))), ("b", Build.Own(Build.Symptom("s/b", 5, 20 + secondsLater))));

        var own = network.Evaluate().Statuses[Build.Id("a")].Symptoms.Single(symptom => symptom.Id == "s/a");

        own.IsPrimary.ShouldBe(isPrimary);
    }

    [Fact]
    public void Evaluate_InformationalDependencyAtFault_ExplainsNothing()
    {
        var graph = Build.Graph(Build.Node("a", Build.Informed("b")), Build.Node("b"));
        var network = Build.NetworkOf(graph, ("a", Build.Own(Build.Symptom("s/a", 30))), ("b", Build.Own(Build.Symptom("s/b", 5))));

        network.Evaluate().Statuses[Build.Id("a")].Causes.ShouldHaveSingleItem().Subservice.ShouldBe(Build.Id("a"));
    }

    [Fact]
    public void Evaluate_LocalSymptomOfALossyDependency_IsNoCauseAbove()
    {
        var graph = Build.Graph(Build.Node("a", Build.On("b")), Build.Node("b"));
        var network = Build.NetworkOf(graph, ("b", Build.Own(Build.Symptom("s/real", 20), Build.Symptom("s/local", 40) with { Local = true })));

        var statuses = network.Evaluate().Statuses;

        statuses[Build.Id("b")].Causes.Length.ShouldBe(2);
        statuses[Build.Id("a")].Causes.ShouldHaveSingleItem().Symptom.Id.ShouldBe("s/real");
        statuses[Build.Id("a")].Score.Value.ShouldBe(80);
    }
}
