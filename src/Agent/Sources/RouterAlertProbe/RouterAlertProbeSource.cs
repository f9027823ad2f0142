using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

/// <summary>
/// What probes between this agent and others found, by protocol. Arguments <c>source</c>, <c>destination</c> and <c>peer</c> (a device) say which; <c>protocols</c> which series are
/// wanted, <c>interested</c> those that a router on the way is to take out of forwarding. Reading sends nothing: the rounds come at the times that the orchestrator gave.
/// </summary>
internal sealed class RouterAlertProbeSource(ProbeBook book, TimeProvider time) : IMetricSource, IRouterAlertReporter
{
    private readonly DeclaredInterest _interest = new();

    public string Name => MetricSources.RouterAlertProbe;

    public SourceState State => new(Name, true, null);

    /// <summary>The same probe by hand, with a key of one's own.</summary>
    public static string CommandOf(MetricRead read)
    {
        var destination = read.Argument("destination");
        var responder = destination.Contains(':', StringComparison.Ordinal) ? $"http://[{destination}]:7870" : $"http://{destination}:7870";
        var protocols = ProbeProtocols.Parse(read.Arguments.GetValueOrDefault("protocols", ProbeProtocols.Default)).Select(protocol => $" --protocol {protocol}");
        return SourceCommands.WithComment(
            $"raa probe rao {ShellWord.Of(destination)} --source {ShellWord.Of(read.Argument("source"))}{string.Concat(protocols)} --responder {ShellWord.Of(responder)} --key-file probe.key",
            $"while raa probe respond runs on {read.Argument("peer")}; the agents do so with a key of their own");
    }

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var read in due)
        {
            if (!ProbeReading.Reads.Contains(read.Read))
            {
                sink.Report(read, Sample.Unsupported(now, $"{Name} has no {read.Read}"));
            }
            else if (Known(read, now) is var (outcome, obstacle) && outcome is null)
            {
                sink.Report(read, Sample.Missing(now, obstacle));
            }
            else
            {
                sink.Report(read, now, ProbeReading.Series(read, outcome!, now));
            }
        }

        return Task.CompletedTask;
    }

    public Task ReportAsync(RouterAlertDocument document, CancellationToken cancellationToken)
    {
        foreach (var task in book.Tasks)
        {
            if (book.OutcomeOf(task) is not { } outcome)
            {
                document.AddProblem($"{Way(task)} was not probed yet");
            }
            else if (outcome.Problem is { } problem)
            {
                document.AddProblem($"{Way(task)} could not be probed: {problem}");
            }
            else
            {
                var interested = _interest.Of(task, time.GetUtcNow());
                document.Probes = [.. document.Probes, .. outcome.Results.Where(result => task.Protocols.Contains(result.Protocol.Name)).Select(result => ProbeReading.ToDocument(task, KnownTakers.Apply(task, result), interested))];
            }
        }

        return Task.CompletedTask;
    }

    private static string Way(ProbeTask task) => $"The way from {task.Source} to {task.Destination} of {task.PeerDevice}";

    private (ProbeOutcome? Outcome, string Obstacle) Known(MetricRead read, DateTimeOffset now)
    {
        if (book.TaskFor(read) is not { } task)
        {
            return (null, WhyNoTask(read));
        }

        _interest.Note(task, read, now);
        if (book.OutcomeOf(task) is not { } outcome)
        {
            return (null, $"not probed yet: there is a round every {task.PeriodSeconds} s");
        }

        return outcome.Failure is { } failure ? (null, failure)
            : outcome.IsFresh(now) ? (outcome with { Task = task }, "")
            : (null, $"the last round ended at {outcome.Ended:yyyy-MM-ddTHH:mm:ssK}, and there should be one every {task.PeriodSeconds} s");
    }

    private string WhyNoTask(MetricRead read)
    {
        var (source, destination, peer) = (read.Argument("source"), read.Argument("destination"), read.Argument("peer"));
        return !ProbeTask.TryParseAddress(source, out var from) ? $"'{source}' is not an address to probe from"
            : !ProbeTask.TryParseAddress(destination, out var to) ? $"'{destination}' is not an address to probe to"
            : from.AddressFamily != to.AddressFamily ? $"{source} and {destination} are not of one family"
            : book.IsOwn(peer) ? $"device {peer} is this agent's own: nothing can be probed between them"
            : book.IsFull ? $"this agent has {ProbeTask.MostTasks} probes already, which is the most"
            : $"no agent on device {peer} to answer";
    }
}
