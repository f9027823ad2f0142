using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Tests.Decomposition;

public sealed class DecompositionProperties
{
    private static readonly DecompositionCase Lab = DecompositionCase.Read("inner-addresses");
    private static readonly string Expected = DecompositionCase.Print(Lab.Decompose());

    [Fact]
    public void Decompose_FactsPermutedAndRepeated_IsTheSame() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var facts = Lab.Facts.Concat(Lab.Facts.Where(_ => random.Next(4) == 0)).ToArray();
            random.Shuffle(facts);
            return DecompositionCase.Print(Lab.Decompose(facts)) == Expected;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decompose_FactsInAnyReports_IsTheSame() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var facts = Lab.Facts.ToArray();
            random.Shuffle(facts);
            var reports = facts.GroupBy(_ => random.Next(6)).Select(FactSource.From);
            return DecompositionCase.Print(Lab.Decompose(FactDerivation.Derive(FactBase.Join(reports)))) == Expected;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Concern_ChangeOfWhatWasNotRead_LeavesTheResultAsItIs()
    {
        var (unread, different) = (0, 0);
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var share = 0.5 + (random.NextDouble() / 2);
            Fact[] facts = [.. Lab.Facts.Where(_ => random.NextDouble() < share)];
            var reports = facts.GroupBy(fact => fact["device"]).Select(FactSource.From).ToList();
            var changedDevice = facts[random.Next(facts.Length)]["device"];
            var changed = FactSource.From(facts.Where(fact => fact["device"] == changedDevice).Select(fact => random.Next(8) == 0 ? Changed(fact, random) : fact).OfType<Fact>());
            var before = FactDerivation.Derive(FactBase.Join(reports));
            var after = FactBase.Join(reports.Select(report => report.Partitions[0].Key.Device == changedDevice ? changed : report));
            var derived = FactDerivation.Derive(after, before);
            var (first, second) = (Lab.Decompose(before), Lab.Decompose(derived));
            var same = DecompositionCase.Print(first) == DecompositionCase.Print(second);
            var concerned = FactChanges.Between(before, derived).Concern(first.Reads);
            unread += concerned ? 0 : 1;
            different += same ? 0 : 1;
            return (concerned || same) && FactChanges.Between(derived, FactDerivation.Derive(after)).IsEmpty;
        }).QuickCheckThrowOnFailure();
        // The property says something only where both kinds of change came up.
        unread.ShouldBeGreaterThan(5);
        different.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Decompose_AnySubsetOfFacts_IsAcyclicAndComplete() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var share = random.NextDouble();
            var result = Lab.Decompose(Lab.Facts.Where(_ => random.NextDouble() < share));
            return IsAcyclic(result.Nodes) && result.Nodes[0].Dependencies.Length == 4;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decompose_ManyServicesInAnyOrder_AreAsEachAlone() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var share = 0.5 + (random.NextDouble() / 2);
            var facts = FactDerivation.Derive(FactBase.From(Lab.Facts.Where(_ => random.NextDouble() < share)));
            var services = Enumerable.Range(0, 12).Select(number => Lab.Service with { Name = $"s{number}", Parameters = Mixed(Lab.Service.Parameters, random) }).ToArray();
            random.Shuffle(services);
            var together = new Decomposer(facts, TestPackages.Base, Lab.Devices);
            return services.All(service =>
            {
                var (shared, alone) = (together.Decompose(service), (Lab with { Service = service }).Decompose(facts));
                return DecompositionCase.Print(shared) == DecompositionCase.Print(alone) && Keys(shared).SequenceEqual(Keys(alone));
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decompose_RandomFacts_EndsWithinItsLimit() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            string[] words = ["pe1", "pe2", "vxlan100", "10.255.0.1", "10.255.0.2", "172.16.100.1", "172.16.100.2", "10.255.0.0/24", "default", "yes", "isis", "ospf", "is-is", "", "24", "30"];
            var facts = Enumerable.Range(0, 60).Select(_ => RandomFact(random, words));
            return Lab.Decompose(facts).Nodes.Length is > 0 and <= Decomposer.MaximumNodes;
        }).QuickCheckThrowOnFailure();

    // Both ends, one end twice, or without the inner addresses: services that share much, little or nothing.
    private static ImmutableDictionary<string, string> Mixed(IReadOnlyDictionary<string, string> parameters, Random random)
    {
        var (first, second, hasInner) = (random.Next(1, 3), random.Next(1, 3), random.Next(2) == 0);
        return parameters.Where(pair => hasInner || !pair.Key.StartsWith("tunnel-", StringComparison.Ordinal))
            .ToImmutableDictionary(pair => pair.Key, pair => parameters[pair.Key[..^1] + (pair.Key.EndsWith('1') ? first : second)], StringComparer.Ordinal);
    }

    private static IEnumerable<FactKey> Keys(DecompositionResult result) => result.Reads.SelectMany(part => part.Keys.ToArray()).Distinct().Order();

    private static Fact RandomFact(Random random, string[] words)
    {
        var (relation, fields) = FactRelations.Fields.OrderBy(pair => pair.Key, StringComparer.Ordinal).ElementAt(random.Next(FactRelations.Fields.Count));
        return new Fact(relation, fields.ToImmutableSortedDictionary(field => field, _ => words[random.Next(words.Length)], StringComparer.Ordinal));
    }

    private static Fact? Changed(Fact fact, Random random) => random.Next(3) == 0
        ? null
        : fact with { Fields = fact.Fields.SetItem(fact.Fields.Keys.Where(field => field != "device").ElementAt(random.Next(fact.Fields.Count - 1)), $"other{random.Next(3)}") };

    private static bool IsAcyclic(ImmutableArray<AssuranceNode> nodes)
    {
        var byId = nodes.ToDictionary(node => node.Id);
        var done = new HashSet<SubserviceId>();
        var open = new HashSet<SubserviceId>();
        bool Visit(SubserviceId id)
        {
            if (done.Contains(id))
            {
                return true;
            }

            var fine = open.Add(id) && byId[id].Dependencies.All(edge => Visit(edge.Target));
            open.Remove(id);
            done.Add(id);
            return fine;
        }

        return nodes.All(node => Visit(node.Id));
    }
}
