using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>What <c>raa package replay --json</c> prints.</summary>
/// <param name="Package">Name of the package.</param>
/// <param name="Version">Its version.</param>
/// <param name="From">Begin.</param>
/// <param name="To">End.</param>
/// <param name="Graph">Where the graph is from, in words.</param>
/// <param name="WarmUp">How long before the begin it starts, in words.</param>
/// <param name="Compared">Whether it is beside what was said then; otherwise every verdict is <c>replayed</c>.</param>
/// <param name="Samples">Samples that were read, those before the begin included.</param>
/// <param name="Nodes">The nodes that were evaluated, with their scores.</param>
/// <param name="Episodes">Symptoms of either side, by time.</param>
/// <param name="LeftOut">Nodes that were not evaluated and taken as healthy.</param>
/// <param name="NotRecorded">Metrics the package reads and nobody recorded.</param>
internal sealed record ReplayAnswer(
    string Package,
    string Version,
    DateTimeOffset From,
    DateTimeOffset To,
    string Graph,
    string WarmUp,
    bool Compared,
    int Samples,
    IReadOnlyList<ReplayedNode> Nodes,
    IReadOnlyList<ReplayedEpisode> Episodes,
    IReadOnlyList<LeftOutNode> LeftOut,
    IReadOnlyList<string> NotRecorded);

/// <param name="Node">The node.</param>
/// <param name="Lowest">Its lowest score of the time; -1 where it was unknown.</param>
/// <param name="RecordedLowest">The lowest the product recorded; null when it recorded none, or when the two are not comparable.</param>
/// <param name="Scores">One for each change.</param>
internal sealed record ReplayedNode(SubserviceReference Node, int Lowest, int? RecordedLowest, IReadOnlyList<ScorePoint> Scores);

/// <summary>A time in which a symptom was there, in the replay, in what was recorded, or in both.</summary>
/// <param name="Verdict"><c>same</c>: in both; <c>new</c>: only in the replay; <c>gone</c>: only recorded; <c>replayed</c>: what was said then is not known.</param>
/// <param name="Node">The node.</param>
/// <param name="Symptom">Identifier of the symptom.</param>
/// <param name="Start">When it began; in the replay, unless gone.</param>
/// <param name="Stop">When it ended; null where it was still there at the end.</param>
/// <param name="Weight">Points.</param>
/// <param name="Broken">Whether it makes the node's own score 0.</param>
/// <param name="Text">The text.</param>
/// <param name="RecordedWeight">Points in what was recorded; null unless in both.</param>
internal sealed record ReplayedEpisode(
    string Verdict, SubserviceReference Node, string Symptom, DateTimeOffset Start, DateTimeOffset? Stop, int Weight, bool Broken, string Text, int? RecordedWeight);

internal sealed record LeftOutNode(SubserviceReference Node, string Reason);
