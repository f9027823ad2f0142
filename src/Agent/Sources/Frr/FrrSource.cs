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
        var known = due.Select(read => (Read: read, Frr: FrrVocabulary.Find(read.Read))).ToLookup(item => item.Frr is not null);
        foreach (var (read, _) in known[false])
        {
            sink.Report(read, Sample.Unsupported(time.GetUtcNow(), $"FRR does not report {read.Read}"));
        }

        foreach (var daemon in known[true].GroupBy(item => (Pathspace: item.Read.Argument("pathspace"), item.Frr!.Daemon)))
        {
            await ReadAsync(daemon.Key.Pathspace, daemon.Key.Daemon, [.. daemon.Select(item => (item.Read, item.Frr!))], sink, cancellationToken);
        }
    }

    private async Task ReadAsync(
        string pathspace, string daemon, List<(MetricRead Read, FrrRead Frr)> reads, IReadingSink sink, CancellationToken cancellationToken)
    {
        ImmutableArray<string> commands = [.. reads.SelectMany(item => item.Frr.Commands).Distinct(StringComparer.Ordinal)];
        FrrAnswer answer;
        try
        {
            answer = await shell.AskAsync(pathspace, daemon, commands, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            answer = new FrrAnswer(true, []) { Problem = exception.Message };
        }

        var now = time.GetUtcNow();
        foreach (var (read, frr) in reads)
        {
            sink.Report(read, answer.Problem is { } problem ? Sample.Failed(now, problem) : frr.Value(new FrrReply(
                read, answer.Running, answer.Running ? [.. frr.Commands.Select(command => answer.Documents[commands.IndexOf(command)])] : [], now)));
        }
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
