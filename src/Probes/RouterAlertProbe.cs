using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Locating;
using RouterAlertAssurance.Probes.Marks;
using RouterAlertAssurance.Probes.Rounds;
using RouterAlertAssurance.Probes.Sockets;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Probes;

/// <summary>The end that sends: finds out what becomes of Router Alert on the way to a responder. Safe for many threads.</summary>
/// <param name="budget">What may be sent, shared by all probes of the process.</param>
/// <param name="clock">Tells the time.</param>
public sealed class RouterAlertProbe(ProbeBudget budget, TimeProvider? clock = null)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Where sockets are opened.</summary>
    internal NetworkPlace Place { get; init; } = NetworkPlace.Here;

    /// <summary>
    /// Probes one way: for each protocol a round at the low rate, then one at the high rate where any packet with the option arrived, then the search for the place where that is
    /// asked for. An unreachable or refusing responder, a missing capability and the like are verdicts <c>unknown</c> with the reason in their detail.
    /// </summary>
    /// <param name="request">What to find out.</param>
    /// <param name="responder">Where the other end answers.</param>
    /// <param name="progress">Told what is being done, in a few words; may be null.</param>
    /// <param name="found">Told the result of each protocol as soon as it is there, for whom the last one is too late; may be null.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>A result for each protocol of the request, in its order.</returns>
    public async Task<IReadOnlyList<ProbeResult>> RunAsync(
        ProbeRequest request, ServiceEndpoint responder, IProgress<string>? progress = null, Action<ProbeResult>? found = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responder);
        try
        {
            if (request.Source.AddressFamily != request.Destination.AddressFamily)
            {
                throw new ProbeFailedException($"{request.Source} and {request.Destination} are of different families");
            }

            var signer = new MarkSigner(request.Key, request.Source, request.Destination);
            using var channel = ProbeChannel.Open(Place, request, signer);
            using var client = new ResponderClient(responder, request.TaskId, request.Key, _clock);
            var sender = new RoundSender(channel.Sender, budget, channel.Ports, _clock);
            var locator = new ProbeLocator(Place, request, signer, sender, channel.Ports, _clock);
            return await new ProbeRun(request, channel.Sender, client, sender, locator, budget.Sustained, _clock, progress, found).RunAsync(cancellationToken);
        }
        catch (ProbeFailedException failed)
        {
            return [.. request.Protocols.Select(protocol => Unknown(protocol, failed.Message, _clock))];
        }
    }

    /// <summary>The result of a protocol that could not be probed.</summary>
    internal static ProbeResult Unknown(ProbeProtocol protocol, string reason, TimeProvider clock) =>
        new(protocol, ProbeVerdict.Unknown, null, null, null, null, null, reason, clock.GetUtcNow());
}
