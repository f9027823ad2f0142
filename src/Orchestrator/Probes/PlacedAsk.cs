using System.Security.Cryptography;
using System.Text;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>What a node asks for, with the two agents.</summary>
/// <param name="Node">The node.</param>
/// <param name="Ask">What it asks for.</param>
/// <param name="Initiator">The agent of the node, which sends.</param>
/// <param name="Responder">The agent of the peer; null where nobody is there to answer.</param>
internal sealed record PlacedAsk(SubserviceId Node, ProbeAsk Ask, string Initiator, string? Responder)
{
    // As many hexadecimal digits; two tasks of a network have the same with a probability that is no concern.
    private const int IdLength = 32;

    /// <summary>Nodes that ask for the same way share one task, whichever protocols each of them wants.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\u0001', Initiator, Ask.Device, Responder, Ask.Peer, Ask.Source, Ask.Destination))))[..IdLength];

    /// <summary>Why nothing can be probed; null when it can.</summary>
    public string? Obstacle => this switch
    {
        { Ask.Peer: "" } => "no device is named that would answer probes",
        { Responder: null } => $"no agent on device {Ask.Peer} to answer probes",
        _ when Responder == Initiator => $"device {Ask.Peer} has the same agent as the node, {Initiator}: nothing can be probed between them",
        _ when !ProbeTask.TryParseAddress(Ask.Source, out var _) => $"'{Ask.Source}' is not an address to send probes from",
        _ when !ProbeTask.TryParseAddress(Ask.Destination, out var _) => $"'{Ask.Destination}' is not an address to send probes to",
        _ when Ask.Source.Contains(':', StringComparison.Ordinal) != Ask.Destination.Contains(':', StringComparison.Ordinal) =>
            $"{Ask.Source} and {Ask.Destination} are not of one family",
        _ when !ProbeProtocols.Sendable.Intersect(ProbeProtocols.Parse(Ask.Protocols)).Any() => $"'{Ask.Protocols}' names no protocol to probe with: {OverWhich}",
        _ => null,
    };

    /// <summary>Which of its protocols are left out, and why; null when none is.</summary>
    public string? LeftOut => ProbeProtocols.NotSendable(Ask.Protocols) is { Count: > 0 } names
        ? $"nothing is probed with {string.Join(", ", names)} from {Ask.Source} to {Ask.Destination}: {OverWhich}"
        : null;

    private static string OverWhich => $"probes are sent over {string.Join(", ", ProbeProtocols.Sendable)}";

    /// <summary>The task of asks for the same way.</summary>
    public static ScheduledProbe ToProbe(IReadOnlyList<PlacedAsk> same, ProbeLimits limits, ProbeTakers takers)
    {
        string[] protocols = [.. ProbeProtocols.Parse(string.Join(',', same.Select(ask => ask.Ask.Protocols))).Intersect(ProbeProtocols.Sendable)];
        return new()
        {
            Id = same[0].Id,
            Initiator = same[0].Initiator,
            Device = same[0].Ask.Device,
            Responder = same[0].Responder!,
            PeerDevice = same[0].Ask.Peer,
            Source = same[0].Ask.Source,
            Destination = same[0].Ask.Destination,
            Protocols = string.Join(',', protocols),
            Takers = string.Join(',', takers.Of(protocols).Select(taker => $"{taker.Address}={taker.Protocol}")),
            PacketsPerSecond = limits.PacketsPerSecond,
        };
    }
}
