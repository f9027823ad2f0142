using System.Collections.Immutable;
using System.Text.Json;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Frr;

/// <summary>One thing FRR can be read for.</summary>
/// <param name="Daemon">Whom to ask.</param>
/// <param name="Commands">What to ask; none to learn only whether it runs.</param>
/// <param name="Value">What the answer means.</param>
internal sealed record FrrRead(string Daemon, ImmutableArray<string> Commands, Func<FrrReply, Sample> Value)
{
    public static FrrRead Running(string daemon) => new(daemon, [], reply => Sample.Present(reply.Time, reply.IsRunning));

    /// <summary>A number of things. A daemon that does not run has none: that is known, not missing.</summary>
    public static FrrRead Count(string daemon, string command, Func<JsonElement, int> count) =>
        new(daemon, [command], reply => Sample.Present(reply.Time, reply.IsRunning ? count(reply.Documents[0]) : 0));

    /// <summary>A number that the daemon may not report.</summary>
    public static FrrRead Number(string daemon, string command, Func<JsonElement, double?> number) =>
        new(daemon, [command], reply => reply.Number(reply.IsRunning ? number(reply.Documents[0]) : null));
}

/// <summary>What a daemon answered to one read.</summary>
/// <param name="Read">The read.</param>
/// <param name="IsRunning">False when there is no such daemon.</param>
/// <param name="Documents">One document for each command; none when it does not run.</param>
/// <param name="Time">When it answered.</param>
internal sealed record FrrReply(MetricRead Read, bool IsRunning, ImmutableArray<JsonElement> Documents, DateTimeOffset Time)
{
    public Sample Number(double? number) => number is { } known
        ? Sample.Present(Time, known)
        : IsRunning ? Sample.Unsupported(Time, $"FRR does not report {Read.Read}")
        : Sample.Missing(Time, "the daemon does not run");
}
