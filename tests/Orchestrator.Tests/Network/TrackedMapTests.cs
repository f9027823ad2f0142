using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Tests.Network;

public sealed class TrackedMapTests
{
    [Fact]
    public void Since_AnyEarlierVersion_TellsEveryKeyThatDiffers() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            List<TrackedMap<string, string>> versions = [TrackedMap<string, string>.Empty];
            for (var step = 0; step < 150; step++)
            {
                // Versions are made from any earlier one: two requests may start from the same state.
                versions.Add(Change(versions[^Math.Min(versions.Count, random.Next(1, 4))], random));
            }

            var (before, after) = (versions[random.Next(versions.Count)], versions[random.Next(versions.Count)]);
            var told = after.Since(before).ToList();
            return told.Distinct().Count() == told.Count
                && before.Keys.Union(after.Keys).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key)).All(told.Contains);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Since_VersionShortlyBefore_TellsOnlyWhatWasWritten()
    {
        var before = TrackedMap<string, string>.From(Enumerable.Range(0, 1000).Select(number => KeyValuePair.Create($"k{number}", "")));

        var after = before.SetItem("k1", "x").Remove("k2").SetItems([new("k3", "y"), new("k4", "z")]);

        after.Since(before).ShouldBe(["k1", "k2", "k3", "k4"], ignoreOrder: true);
        after.Since(after).ShouldBeEmpty();
    }

    private static TrackedMap<string, string> Change(TrackedMap<string, string> map, Random random) => random.Next(4) switch
    {
        0 => map.Remove($"k{random.Next(20)}"),
        1 => map.SetItems([.. Enumerable.Range(0, random.Next(100)).Select(number => KeyValuePair.Create($"k{number}", $"{random.Next()}"))]),
        _ => map.SetItem($"k{random.Next(20)}", $"{random.Next()}"),
    };
}
