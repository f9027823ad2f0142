using System.Collections.Frozen;
using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Probes;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

/// <summary>What rounds found, as series by protocol and as documents.</summary>
internal static class ProbeReading
{
    private const string Verdict = "verdict", Rate = "rate", Delivered = "delivered", Hop = "hop";

    /// <summary>What can be read.</summary>
    public static FrozenSet<string> Reads { get; } = FrozenSet.Create(StringComparer.Ordinal, Verdict, Rate, Delivered, Hop);

    /// <summary>A series for each protocol that is wanted and could be sent, as far as there is a value.</summary>
    public static ImmutableArray<SeriesSample> Series(MetricRead read, ProbeOutcome outcome, DateTimeOffset now)
    {
        var wanted = ProbeProtocols.Parse(read.Arguments.GetValueOrDefault("protocols", ProbeProtocols.Default));
        var interested = ProbeProtocols.Parse(read.Argument("interested"));
        return
        [
            .. from result in outcome.Results.Select(result => KnownTakers.Apply(outcome.Task, result))
               where ProbeOutcome.IsKnown(result) && wanted.Contains(result.Protocol.Name)
               let sample = SampleOf(read.Read, result, interested, now)
               where sample is not null
               select new SeriesSample(new SeriesKey([result.Protocol.Name]), sample.Value),
        ];
    }

    /// <summary>What a round found of a protocol.</summary>
    /// <param name="task">Where.</param>
    /// <param name="result">What.</param>
    /// <param name="interested">The protocols that routers on the way are meant to take.</param>
    public static TransparencyVerdict ToDocument(ProbeTask task, ProbeResult result, IReadOnlyList<string> interested) => new(
        task.Source,
        task.Destination,
        task.PeerDevice,
        IpFamilyNames.Key(task.Source.Contains(':', StringComparison.Ordinal)),
        result.Protocol.Name,
        VerdictOf(result, interested).ToWord(),
        result.PacketsPerSecond,
        result.Hop,
        result.Detail,
        result.Time,
        interested.Contains(result.Protocol.Name));

    private static Sample? SampleOf(string read, ProbeResult result, IReadOnlyList<string> interested, DateTimeOffset now) => read switch
    {
        Verdict => Sample.Present(now, VerdictOf(result, interested).ToWord()),
        Rate => result.PacketsPerSecond is { } rate ? Sample.Present(now, rate) : null,
        Delivered => result.Delivered is { } delivered ? Sample.Present(now, delivered) : null,
        _ => Sample.Present(now, result.Hop),
    };

    // Where a router is interested in the protocol, its taking the packets is what is wanted, and their arrival is not.
    private static ProbeVerdict VerdictOf(ProbeResult result, IReadOnlyList<string> interested)
    {
        if (result.Low is not { } low || !interested.Contains(result.Protocol.Name))
        {
            return result.Verdict;
        }

        var verdict = ProbeJudge.Judge(low, result.High, new(IsInterested: true, IsTunnelled: false, IsSettled: true)).Verdict;
        return result.Location is { } location ? ProbeJudge.Refine(verdict, location.Change) : verdict;
    }
}
