using System.Collections.Immutable;
using System.Text.Json;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Frr;

/// <summary>Routing protocols as FRR's daemons describe them. Each daemon is asked once per round, whatever is due from it.</summary>
internal sealed class FrrSource(IFrrShell shell, TimeProvider time) : IMetricSource
{
    public string Name => "frr";

    public SourceState State => shell.IsInstalled ? new(Name, true, null) : new(Name, false, "FRR is not installed here");

    public async Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        foreach (var sameDaemon in due.GroupBy(read => (Pathspace: read.Argument("pathspace"), Protocol: read.Read.Split('/', 2)[0])))
        {
            if (FrrProtocol.ByName.TryGetValue(sameDaemon.Key.Protocol, out var protocol))
            {
                await ReadAsync(protocol, sameDaemon.Key.Pathspace, sameDaemon, sink, cancellationToken);
            }
        }
    }

    private async Task ReadAsync(
        FrrProtocol protocol, string pathspace, IEnumerable<MetricRead> reads, IReadingSink sink, CancellationToken cancellationToken)
    {
        FrrAnswer answer;
        try
        {
            answer = await shell.AskAsync(pathspace, protocol.Daemon, protocol.Commands, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            answer = new FrrAnswer(true, []) { Problem = exception.Message };
        }

        var now = time.GetUtcNow();
        foreach (var read in reads)
        {
            sink.Report(read, Sample(protocol, read.Read, answer, now));
        }
    }

    private static Sample Sample(FrrProtocol protocol, string read, FrrAnswer answer, DateTimeOffset now)
    {
        if (answer.Problem is { } problem)
        {
            return Expressions.Sample.Failed(now, problem);
        }

        if (read.EndsWith("/running", StringComparison.Ordinal))
        {
            return Expressions.Sample.Present(now, answer.Running);
        }

        // A daemon that does not run has no neighbours: that is known, not missing.
        return protocol.Count(read, answer.Running ? answer.Documents : []) is { } count
            ? Expressions.Sample.Present(now, count)
            : Expressions.Sample.Missing(now, $"FRR does not report {read}");
    }
}

/// <summary>What a daemon answered.</summary>
/// <param name="Running">False when there is no such daemon.</param>
/// <param name="Documents">One document for each command.</param>
internal sealed record FrrAnswer(bool Running, ImmutableArray<JsonElement> Documents)
{
    public static FrrAnswer NotRunning { get; } = new(false, []);

    /// <summary>Why nothing could be read; null when all is well.</summary>
    public string? Problem { get; init; }
}

/// <summary>Asks FRR's daemons.</summary>
internal interface IFrrShell
{
    bool IsInstalled { get; }

    /// <summary>Sends commands that answer in JSON to one daemon.</summary>
    /// <exception cref="IOException">The daemon is there and does not answer.</exception>
    /// <exception cref="JsonException">It answers something else.</exception>
    Task<FrrAnswer> AskAsync(string pathspace, string daemon, ImmutableArray<string> commands, CancellationToken cancellationToken);
}
