using RouterAlertAssurance.Contracts.Assignments;

namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>A probe between two agents with its place in time; equal ones make the same task.</summary>
internal sealed record ScheduledProbe
{
    /// <summary>Follows from who probes what, and from nothing else.</summary>
    public required string Id { get; init; }

    /// <summary>The agent that sends.</summary>
    public required string Initiator { get; init; }

    /// <summary>The device it sends from.</summary>
    public required string Device { get; init; }

    /// <summary>The agent that answers.</summary>
    public required string Responder { get; init; }

    /// <summary>The device it answers for.</summary>
    public required string PeerDevice { get; init; }

    public required string Source { get; init; }

    public required string Destination { get; init; }

    /// <summary>Separated by commas, in the order of <see cref="ProbeProtocols.Names"/>.</summary>
    public required string Protocols { get; init; }

    /// <summary>Routers that take one of the protocols, each as <c>address=protocol</c>, separated by commas.</summary>
    public required string Takers { get; init; }

    public required int PacketsPerSecond { get; init; }

    public int PeriodSeconds { get; init; }

    public int OffsetSeconds { get; init; }

    /// <summary>How long after its turn a round must be over.</summary>
    public int RoundSeconds { get; init; }

    /// <summary>What a round costs.</summary>
    public ProbeEffort Effort => new(Protocols.Split(',').Length, PacketsPerSecond);

    /// <summary>The task as the agent gets it that sends.</summary>
    public ProbeTask ToProbe(byte[] key) => ToTask(Responder, PeerDevice, key) with
    {
        Takers = [.. Takers.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(taker => taker.Split('=')).Select(parts => new ProbeTaker(parts[0], parts[1]))],
    };

    /// <summary>The task as the agent gets it that answers.</summary>
    public ProbeTask ToResponse(byte[] key) => ToTask(Initiator, Device, key);

    private ProbeTask ToTask(string peer, string device, byte[] key) => new(
        Id, ProbeProtocols.Kind, Source, Destination, peer, device, Protocols.Split(','), PeriodSeconds, OffsetSeconds, RoundSeconds, PacketsPerSecond, key);
}
