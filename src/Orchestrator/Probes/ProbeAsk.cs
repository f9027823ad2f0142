namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>What an input of a node wants to be probed.</summary>
/// <param name="Device">The device that sends.</param>
/// <param name="Source">The address it sends from.</param>
/// <param name="Destination">The address it sends to.</param>
/// <param name="Peer">The device that answers.</param>
/// <param name="Protocols">Protocols to try, separated by commas.</param>
internal sealed record ProbeAsk(string Device, string Source, string Destination, string Peer, string Protocols);
