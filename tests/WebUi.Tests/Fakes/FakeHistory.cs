using System.Globalization;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.WebUi.Tests.Fakes;

/// <summary>A history that was invented, and ends with what is now.</summary>
internal static class FakeHistory
{
    public static HealthStatusDocument Healthy(DateTimeOffset since) => new() { Score = 100, Own = 100, Low = 100, High = 100, Coverage = 1, Since = since };

    /// <param name="network">What there is.</param>
    /// <param name="node">Whose history it is.</param>
    /// <param name="from">Hours before now such as <c>-1h</c>, or a time.</param>
    /// <param name="until">The end; null for now.</param>
    public static HealthHistory Of(FakeNetwork network, FakeNode node, string from, DateTimeOffset? until = null)
    {
        var to = until ?? Now.Utc;
        var start = from[0] == '-'
            ? to.AddHours(-int.Parse(from.AsSpan(1, from.Length - 2), CultureInfo.InvariantCulture))
            : DateTimeOffset.Parse(from, CultureInfo.InvariantCulture);
        return new HealthHistory
        {
            From = start,
            To = to,
            Scores =
            [
                new ScorePoint(start, 100, 1), new ScorePoint(to.AddMinutes(-34), 60, 1), new ScorePoint(to.AddMinutes(-31), 100, 1), new ScorePoint(to.AddMinutes(-20), -1, 0.4),
                new ScorePoint(to.AddMinutes(-17), 100, 1), new ScorePoint(node.Status.Since > to.AddMinutes(-15) ? node.Status.Since : to.AddMinutes(-15), node.Status.Score, node.Status.Coverage),
            ],
            Episodes = [.. network.Closure(node).SelectMany(item => item.Own.Select(symptom => new SymptomEpisode(item.Reference, symptom, Evidence(item, symptom) with { Packets = network.EvidencePackets })))],
            Graphs = [.. network.Versions.Select((version, index) => new GraphInterval(
                version.Version, version.From, index + 1 < network.Versions.Count ? network.Versions[index + 1].From : null, index == 0 ? [] : [node.Reference], []))],
        };
    }

    private static Evidence Evidence(FakeNode node, SymptomDocument symptom) => new(
        "rate(rx-errors, 10s) > max-errors",
        [new EvidenceStep("rate(rx-errors, 10s)", "112.4 packets/s"), new EvidenceStep("max-errors", "1 packets/s")],
        [new EvidenceSample("rx-errors", "interface-rx-errors", node.Node.Agent ?? "", "rtnetlink", "RTM_GETLINK link/rx-errors", symptom.Start, "48112", "present", null)],
        "docs/runbooks/base.md#interface-errors");
}
