using System.Net;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Probes;
using Prober = RouterAlertAssurance.Probes.RouterAlertProbe;

namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

/// <summary>Makes one round of a task.</summary>
internal interface IProbeRounds
{
    /// <param name="task">The task.</param>
    /// <param name="end">When it must be over.</param>
    /// <param name="before">What the round before found; null for the first.</param>
    /// <param name="endpoint">Where the other agent is reached; null where that is not known.</param>
    /// <param name="meanwhile">Given what is known so far each time that a protocol is through: the new results, and those of the round before for the others.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    Task<ProbeOutcome> RunAsync(ProbeTask task, DateTimeOffset end, ProbeOutcome? before, string? endpoint, Action<ProbeOutcome> meanwhile, CancellationToken cancellationToken);
}

/// <summary>Makes rounds with the library, at the pace that the orchestrator reckons with (<see cref="ProbeEffort"/>).</summary>
internal sealed class ProbeRounds(TimeProvider time) : IProbeRounds
{
    public async Task<ProbeOutcome> RunAsync(ProbeTask task, DateTimeOffset end, ProbeOutcome? before, string? endpoint, Action<ProbeOutcome> meanwhile, CancellationToken cancellationToken)
    {
        if (!ServiceEndpoint.TryParse(endpoint, out var responder, out _))
        {
            return Without($"agent {task.Peer} has not said where it is reached");
        }

        var effort = new ProbeEffort(task.Protocols.Count, task.PacketsPerSecond);
        var (begun, locates, soFar) = (time.GetUtcNow(), KnownPlaces.AreDue(task, before, time.GetUtcNow()), new List<ProbeResult>());
        using var limit = new CancellationTokenSource(end - begun, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // One budget for each round: there is one round at a time.
            var probe = new Prober(new ProbeBudget(task.PacketsPerSecond, time), time);
            return Outcome(await probe.RunAsync(RequestOf(task, effort, before, locates), responder, progress: null, Found, linked.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What others may send then is more than what is left of this round.
            return soFar.Count > 0 ? OutcomeSoFar() : Without($"the round was given up after {(end - begun).TotalSeconds:0} s");
        }

        void Found(ProbeResult result)
        {
            soFar.Add(result);
            meanwhile(OutcomeSoFar());
        }

        ProbeOutcome OutcomeSoFar() => Outcome([.. soFar, .. before?.Results.ExceptBy(soFar.Select(known => known.Protocol), known => known.Protocol) ?? []]);

        ProbeOutcome Outcome(IReadOnlyList<ProbeResult> of) => new(task, locates ? of : KnownPlaces.Fill(of, before!), time.GetUtcNow(), Located: locates ? time.GetUtcNow() : before!.Located);

        ProbeOutcome Without(string problem) => new(task, [], time.GetUtcNow(), problem);
    }

    /// <summary>
    /// The task as the library has it, without protocols that it cannot send: the orchestrator names none, and tells the service of those that were asked for. Those that the last round
    /// did not get to come first.
    /// </summary>
    internal static ProbeRequest RequestOf(ProbeTask task, ProbeEffort effort, ProbeOutcome? before, bool locates) => new()
    {
        TaskId = task.Id,
        Key = task.Key,
        Source = IPAddress.Parse(task.Source),
        Destination = IPAddress.Parse(task.Destination),
        Protocols = [.. task.Protocols.Select(name => ProbeProtocol.TryParse(name, out var protocol, out _) ? protocol : null).OfType<ProbeProtocol>()
            .OrderBy(protocol => before?.Results.FirstOrDefault(known => known.Protocol == protocol)?.Time)],
        Low = new(ProbeEffort.LowPairs, effort.LowPairsPerSecond),
        High = new(effort.HighPairs, effort.HighPairsPerSecond),
        Locate = locates,
    };
}
