using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Health;

public sealed class SymptomHistoryTests
{
    private static readonly DateTimeOffset First = Network.Now;
    private static readonly DateTimeOffset Second = Network.Now.AddMinutes(1);
    private static readonly DateTimeOffset Third = Network.Now.AddMinutes(2);

    [Fact]
    public void Evaluate_EdgeStaysLossy_KeepsTheStartWhileTheLossChanges()
    {
        var before = WithLeaf(30).Evaluate(now: First);

        var symptom = InheritedOf(WithLeaf(60).Evaluate(before, Second));

        (symptom.Start, symptom.Weight, symptom.IsActive).ShouldBe((First, 60, true));
    }

    [Fact]
    public void Evaluate_EdgeHeals_SymptomIsListedAsStopped()
    {
        var before = WithLeaf(30).Evaluate(now: First);
        var healed = WithLeaf(0).Evaluate(before, Second);

        var symptom = InheritedOf(WithLeaf(0).Evaluate(healed, Third));

        (symptom.Start, symptom.Stop, symptom.Gain).ShouldBe((First, Second, 0));
    }

    [Fact]
    public void Evaluate_EdgeIsLossyAgain_OnlyTheLatestOccurrenceIsListed()
    {
        var before = WithLeaf(30).Evaluate(now: First);
        var healed = WithLeaf(0).Evaluate(before, Second);

        var symptom = InheritedOf(WithLeaf(30).Evaluate(healed, Third));

        (symptom.Start, symptom.Stop).ShouldBe((Third, null));
    }

    [Fact]
    public void Evaluate_AfterRestore_KeepsTheStart()
    {
        var network = WithLeaf(30);
        var kept = network.Evaluate(now: First).Statuses;

        var restored = HealthSnapshot.Restore(network.Graph, kept);

        InheritedOf(network.Evaluate(restored, Second)).Start.ShouldBe(First);
        InheritedOf(Network.Propagation.Update(restored, network.Graph, [], id => network.Own[id], _ => null, Second)).Start.ShouldBe(First);
    }

    [Fact]
    public void Evaluate_ManyEdgesHealed_KeepsOnlyTheNewestStopped()
    {
        var leaves = Enumerable.Range(0, 40).Select(index => $"leaf{index}").ToArray();
        var graph = Build.Graph([Build.Node("top", [.. leaves.Select(leaf => Build.On(leaf))]), .. leaves.Select(leaf => Build.Node(leaf))]);
        var faulty = Build.NetworkOf(graph, [.. leaves.Select(leaf => (leaf, Build.Own(Build.Symptom("s/x", 10))))]).Evaluate(now: First);

        var status = Build.NetworkOf(graph).Evaluate(faulty, Second).Statuses[Build.Id("top")];

        status.Symptoms.Length.ShouldBe(16);
        status.Score.ShouldBe(HealthScore.Healthy);
    }

    [Fact]
    public void Evaluate_InformationalDependency_ListsItsSymptomsWithWeight0OnTheDirectParentOnly()
    {
        var graph = Build.Graph(Build.Node("top", Build.On("middle")), Build.Node("middle", Build.Informed("leaf")), Build.Node("leaf"));
        var statuses = Build.NetworkOf(graph, ("leaf", Build.Own(Build.Symptom("s/x", 70, 3) with { Broken = true }))).Evaluate().Statuses;

        var symptom = statuses[Build.Id("middle")].Symptoms.ShouldHaveSingleItem();
        (symptom.Id, symptom.Weight, symptom.IsPrimary, symptom.Cost).ShouldBe(("informational/thing/leaf/s/x", 0, false, 0));
        symptom.Start.ShouldBe(Network.Epoch.AddSeconds(3));
        statuses[Build.Id("middle")].Score.ShouldBe(HealthScore.Healthy);
        statuses[Build.Id("top")].Symptoms.ShouldBeEmpty();
    }

    [Fact]
    public void Evaluate_StoppedOwnSymptom_StaysWhatItWas()
    {
        var graph = Build.Graph(Build.Node("a", Build.On("b")), Build.Node("b"));
        var own = Build.Symptom("s/a", 20, 5);
        var before = Build.NetworkOf(graph, ("a", Build.Own(own)), ("b", Build.Own(Build.Symptom("s/b", 10, 1)))).Evaluate();

        var after = Build.NetworkOf(graph, ("a", Build.Own(own with { Stop = Second }))).Evaluate(before, Second);

        var stopped = after.Statuses[Build.Id("a")].Symptoms.Single(symptom => symptom.Id == "s/a");
        (stopped.IsPrimary, stopped.Gain, stopped.Cost).ShouldBe((false, 0, 20));
    }

    private static Symptom InheritedOf(HealthSnapshot snapshot) => snapshot.Statuses[Build.Id("top")].Symptoms.ShouldHaveSingleItem();

    private static Network WithLeaf(int weight) => Build.NetworkOf(
        Build.Graph(Build.Node("top", Build.On("leaf")), Build.Node("leaf")),
        ("leaf", Build.Own(Build.Symptom("s/leaf", weight))));
}
