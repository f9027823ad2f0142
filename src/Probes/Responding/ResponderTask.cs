using System.Net;

namespace RouterAlertAssurance.Probes.Responding;

/// <summary>A probe that this end answers.</summary>
/// <param name="Id">Identifies the task at both ends.</param>
/// <param name="Key">What both ends have, and nobody else.</param>
public sealed record ResponderTask(string Id, ReadOnlyMemory<byte> Key)
{
    /// <summary>Where packets may come from; null for anywhere.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>The address of this device that they may go to; null for any.</summary>
    public IPAddress? Destination { get; init; }
}

/// <summary>What a responder lets others ask of it.</summary>
public sealed record ResponderLimits
{
    /// <summary>Rounds at the same time, over all tasks; 8.</summary>
    public int Rounds { get; init; } = 8;

    /// <summary>Packets per second that a round may announce, both kinds and all its protocols together; 500.</summary>
    public int PacketsPerSecond { get; init; } = ProbeBudget.Usual;

    /// <summary>How long a round may stay open; 2 minutes.</summary>
    public TimeSpan LongestRound { get; init; } = TimeSpan.FromMinutes(2);
}
