using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Tests.Support;

/// <summary>Random networks of up to nine nodes; a failing one shrinks by nodes and by symptoms.</summary>
internal static class RandomNetworks
{
    public static Arbitrary<Network> Any { get; } = Make(unknown: true, maintenance: false);

    public static Arbitrary<Network> Known { get; } = Make(unknown: false, maintenance: false);

    public static Arbitrary<Network> WithMaintenance { get; } = Make(unknown: true, maintenance: true);

    public static Arbitrary<int> Seeds { get; } = Arb.From(Gen.Choose(0, int.MaxValue - 1));

    public static void Hold<T>(Arbitrary<T> arbitrary, Action<T> property, int tests = 200) =>
        Prop.ForAll(arbitrary, property).Check(Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true));

    public static Network Create(Random random, bool unknown, bool maintenance, int maximum = 9)
    {
        // Names are shuffled, so that the order of identities says nothing about that of dependencies.
        var names = Enumerable.Range(0, random.Next(1, maximum + 1)).Select(index => index % 3 == 0 ? $"service-{index}" : $"n{index}").ToArray();
        random.Shuffle(names);
        var nodes = names.Select((name, index) => Node(random, name, names[..index], maintenance)).ToArray();
        var graph = Build.Graph(nodes);
        return new(graph, graph.Nodes.Keys.ToImmutableSortedDictionary(id => id, _ => Own(random, unknown)));
    }

    public static AssuranceNode Node(Random random, string name, string[] below, bool maintenance)
    {
        ImmutableArray<DependencyGroup> groups = [.. Enumerable.Range(0, random.Next(3)).Select(index =>
            new DependencyGroup($"g{index}", (GroupCombination)random.Next(4), random.Next(1, 4)))];
        var targets = below.OrderBy(_ => random.Next()).Take(random.Next(5));
        return Build.Node(name, [.. targets.Select(target => Edge(random, target, groups))]) with
        {
            Groups = groups,
            Maintenance = maintenance && random.Next(4) == 0 ? new("noc") : null,
        };
    }

    public static OwnHealth Own(Random random, bool unknown)
    {
        var coverage = random.Next(5) / 4.0;
        if (random.Next(100) < 45)
        {
            return new([], true, coverage);
        }

        var symptoms = Enumerable.Range(0, random.Next(1, 4)).Select(index => Symptom(random, index));
        return unknown && random.Next(5) == 0
            ? new([.. symptoms, Build.Symptom("s/missing", random.Next(1, 101), random.Next(40)) with { Kind = SymptomKind.MissingInput }], false, coverage)
            : new([.. symptoms], true, coverage);
    }

    private static Arbitrary<Network> Make(bool unknown, bool maintenance) =>
        Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => Create(new Random(seed), unknown, maintenance)), Shrink);

    private static IEnumerable<Network> Shrink(Network network) =>
        network.Graph.Nodes.Keys.Select(network.Without)
            .Concat(network.Own.SelectMany(pair => pair.Value.Symptoms.Select(symptom => network.Without(pair.Key, symptom))));

    private static Dependency Edge(Random random, string target, ImmutableArray<DependencyGroup> groups) => random.Next(6) == 0
        ? Build.Informed(target)
        : Build.On(target, groups.Length > 0 && random.Next(3) > 0 ? groups[random.Next(groups.Length)].Name : "") with
        {
            Transform = random.Next(4) == 0 ? Transform(random) : null,
        };

    public static EdgeTransform Transform(Random random)
    {
        var inputs = Enumerable.Range(1, 99).OrderBy(_ => random.Next()).Take(random.Next(4)).Append(0).Order().ToList();
        var outputs = inputs.Select(_ => random.Next(101)).Order();
        return new([.. inputs.Zip(outputs, (input, output) => new TransformPoint(input, output)), new(100, 100)]);
    }

    private static Symptom Symptom(Random random, int index) => Build.Symptom($"s/{index}", random.Next(101), random.Next(40)) with
    {
        Broken = random.Next(8) == 0,
        Local = random.Next(5) == 0,
        Stop = random.Next(8) == 0 ? Network.Epoch.AddSeconds(60) : null,
    };
}
