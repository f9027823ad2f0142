using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Cli.Replay;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Tests.Replay;

/// <summary>What was recorded with a package is replayed by the same package without a difference.</summary>
public sealed class ReplayAgreementTests
{
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(5);
    private static readonly Arbitrary<int> Seeds = Arb.From(Gen.Choose(0, int.MaxValue - 1));

    [Fact]
    public void Of_WholeRecordingOfTheSamePackage_SaysTheSameAtTheSameTimes() => Hold(seed =>
    {
        var recording = new Recording(seed);

        var replayed = Replay(recording, Recording.Start, recording.Versions);

        replayed.Where(episode => episode.Verdict != "same").ShouldBeEmpty();
        Times(replayed.Select(episode => (episode.Node.Type, episode.Node.Id, episode.Symptom, episode.Start, episode.Stop)))
            .Zip(Times(recording.Episodes.Select(episode => (episode.Subservice.Type, episode.Subservice.Id, episode.Symptom.Id, episode.Symptom.Start, episode.Symptom.Stop))))
            .ShouldAllBe(pair => pair.First.Key == pair.Second.Key && AreNear(pair.First.Start, pair.Second.Start) && AreNear(pair.First.Stop, pair.Second.Stop));
    });

    [Fact]
    public void Of_LaterPartOfARecordingOfTheSamePackage_SaysTheSame() => Hold(seed =>
    {
        var recording = new Recording(seed);
        var from = Recording.Start.AddSeconds((10 * (8 + (seed % 8))) + 9.5);

        // One that ends as the replay begins may have ended just before in the one and just after in the other.
        Replay(recording, from, recording.Versions).Where(episode => episode.Verdict != "same" && !(episode.Stop - from <= Near)).ShouldBeEmpty();
    });

    // What the tests above would not tell apart from luck.
    [Fact]
    public void Of_TheLastGraphForTheWholeTime_SaysOtherThings() => Enumerable.Range(0, 20).Select(seed => new Recording(seed))
        .SelectMany(recording => Replay(recording, Recording.Start, [recording.Versions[^1] with { From = Recording.Start }]))
        .Count(episode => episode.Verdict != "same").ShouldBePositive();

    private static IReadOnlyList<ReplayedEpisode> Replay(Recording recording, DateTimeOffset from, IReadOnlyList<ReplayVersion> versions)
    {
        var material = recording.Material(from, versions);
        return ReplayComparison.Episodes(ReplayRun.Of(material, Recording.Catalog).Simulation.Episodes, recording.Episodes, material.From, material.To);
    }

    private static IEnumerable<(string Key, DateTimeOffset Start, DateTimeOffset? Stop)> Times(
        IEnumerable<(string Type, string Id, string Symptom, DateTimeOffset Start, DateTimeOffset? Stop)> episodes) =>
        episodes.Select(episode => ($"{episode.Type} {episode.Id} {episode.Symptom}", episode.Start, episode.Stop)).OrderBy(episode => episode.Item1, StringComparer.Ordinal).ThenBy(episode => episode.Start);

    // A version is on its way for up to a second, and an agent may wait three for first values while the next owner of a node is at work.
    private static bool AreNear(DateTimeOffset? one, DateTimeOffset? other) => one is null == other is null && (one - other ?? TimeSpan.Zero).Duration() <= Near;

    private static void Hold(Action<int> property) => Prop.ForAll(Seeds, property).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithQuietOnSuccess(true));
}
