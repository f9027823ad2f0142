using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>What propagation needs to know besides graph and health.</summary>
public sealed record PropagationOptions
{
    /// <summary>The agent in whose name inherited, informational and maintenance symptoms are raised.</summary>
    public required string AgentId { get; init; }

    /// <summary>The agent that owns a node evaluated elsewhere, for the texts; null where it is not known, which is everywhere unless set.</summary>
    public Func<SubserviceId, string?> OwnerOf { get; init; } = static _ => null;

    /// <summary>How much later than its consequence a fault may be detected; 8 s unless set.</summary>
    public TimeSpan DetectionDelay { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How far the clocks of two agents may be apart; 2 s unless set.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many stopped inherited and informational symptoms a node keeps, newest first; 16 unless set.</summary>
    public int StoppedSymptomsKept { get; init; } = 16;
}
