using System.Globalization;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>What <c>raa package replay</c> prints for people.</summary>
internal static class ReplayText
{
    public static void Print(TextWriter output, ReplayAnswer answer)
    {
        output.WriteLine($"{answer.Package} {answer.Version} on {answer.Samples} samples, {answer.Nodes.Count} nodes, {answer.From:u} to {answer.To:u}");
        output.WriteLine($"Graph: {answer.Graph}.");
        output.WriteLine($"Warm-up: {answer.WarmUp}.");
        output.WriteLine(answer.Compared ? "Beside what the product said then." : "Not beside what the product said then: that is in its database. Start it and leave --data out.");
        output.WriteLine();
        var format = answer.From.Date == answer.To.Date ? "HH:mm:ss" : "MM-dd HH:mm:ss";
        if (answer.Episodes.Count == 0)
        {
            output.WriteLine(answer.Compared ? "No symptoms, neither now nor then." : "No symptoms.");
        }
        else
        {
            Output.Table(output, ["", "NODE", "SYMPTOM", "FROM", "TO", "POINTS", "TEXT"], [.. answer.Episodes.Select(episode => Row(episode, format))]);
            output.WriteLine(!answer.Compared ? $"{answer.Episodes.Count} in all." : $"{Count(answer, "same")} same, {Count(answer, "new")} new, {Count(answer, "gone")} gone.");
        }

        var worth = answer.Nodes.Where(node => node.Lowest < 100 || (node.RecordedLowest ?? 100) < 100).ToList();
        if (worth.Count > 0)
        {
            output.WriteLine();
            Output.Table(output, ["NODE", "LOWEST SCORE", "RECORDED"], [.. worth.Select(node => new[] { Name(node.Node), Output.Score(node.Lowest), node.RecordedLowest is { } score ? Output.Score(score) : "-" })]);
        }

        List(output, "Not recorded, so not known to the replay:", answer.NotRecorded);
        List(output, "Not evaluated, taken as healthy:", [.. answer.LeftOut.Select(left => $"{Name(left.Node)}: {left.Reason}")]);
    }

    private static string[] Row(ReplayedEpisode episode, string format) =>
    [
        episode.Verdict,
        Name(episode.Node),
        episode.Symptom[(episode.Symptom.IndexOf('.', StringComparison.Ordinal) + 1)..],
        episode.Start.ToString(format, CultureInfo.InvariantCulture),
        episode.Stop?.ToString(format, CultureInfo.InvariantCulture) ?? "on",
        PointsOf(episode),
        episode.Text,
    ];

    private static string PointsOf(ReplayedEpisode episode)
    {
        var points = episode.Broken ? "broken" : episode.Weight.ToString(CultureInfo.InvariantCulture);
        return !episode.Broken && episode.RecordedWeight is { } before && before != episode.Weight ? $"{points} (was {before})" : points;
    }

    private static void List(TextWriter output, string head, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            output.WriteLine();
            output.WriteLine(head);
        }

        foreach (var line in lines)
        {
            output.WriteLine($"  {line}");
        }
    }

    private static int Count(ReplayAnswer answer, string verdict) => answer.Episodes.Count(episode => episode.Verdict == verdict);

    private static string Name(SubserviceReference node) => $"{node.Type}[{node.Id}]";
}
