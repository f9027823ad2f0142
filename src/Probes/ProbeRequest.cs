using System.Net;

namespace RouterAlertAssurance.Probes;

/// <summary>What is to be found out about the way between two addresses.</summary>
public sealed record ProbeRequest
{
    /// <summary>Identifies the task at both ends: the responder has its key under this name.</summary>
    public required string TaskId { get; init; }

    /// <summary>What both ends have, and nobody else.</summary>
    public required ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>Where the packets come from, an address of this device.</summary>
    public required IPAddress Source { get; init; }

    /// <summary>Where they go, an address of the responder's device and of the same family.</summary>
    public required IPAddress Destination { get; init; }

    /// <summary>What to try.</summary>
    public required IReadOnlyList<ProbeProtocol> Protocols { get; init; }

    public ProbePace Low { get; init; } = ProbePace.Low;

    public ProbePace High { get; init; } = ProbePace.High;

    /// <summary>Whether the protocols are sent side by side instead of one after the other: shows a limit that they share, and takes the rates of all at once out of the budget.</summary>
    public bool Together { get; init; }

    /// <summary>Whether to find out where on the way the option is lost, for protocols that are not simply carried.</summary>
    public bool Locate { get; init; }

    /// <summary>Protocols that a router on the way is interested in: it should take their packets out of forwarding.</summary>
    public IReadOnlyList<ProbeProtocol> Interested { get; init; } = [];

    /// <summary>Whether the way is known to lead through a tunnel.</summary>
    public bool IsTunnelled { get; init; }
}
