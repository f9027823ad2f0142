namespace RouterAlertAssurance.Contracts.Assignments;

/// <summary>
/// What a round of a <see cref="ProbeTask"/> sends: pairs of packets, one with the option and one without, first slowly and then as fast as the task may, protocol after
/// protocol. The orchestrator reckons with it, and the agent keeps to it.
/// </summary>
/// <param name="Protocols">Protocols of the task.</param>
/// <param name="PacketsPerSecond">The most that it may send at any time.</param>
public readonly record struct ProbeEffort(int Protocols, int PacketsPerSecond)
{
    /// <summary>Pairs at the low rate: enough to tell yes from no.</summary>
    public const int LowPairs = 20;

    /// <summary>How long the high rate lasts, in seconds: a limit shows once its burst is used up.</summary>
    public const double HighSeconds = 1.25;

    private const double MostLowPairsPerSecond = 30;

    // The rest is for looking for the place where the option is lost.
    private const double ShareForPairs = 0.9;

    // Agreeing with the peer, and the last packets on their way, for both parts.
    private const double SecondsBetween = 0.9;

    /// <summary>Pairs per second of the slow part.</summary>
    public double LowPairsPerSecond => Math.Min(MostLowPairsPerSecond, HighPairsPerSecond);

    /// <summary>Pairs per second of the fast part; a limit above it is not seen.</summary>
    public double HighPairsPerSecond => PacketsPerSecond * ShareForPairs / 2;

    /// <summary>Pairs of the fast part.</summary>
    public int HighPairs => (int)Math.Ceiling(HighPairsPerSecond * HighSeconds);

    /// <summary>Packets of a round.</summary>
    public int Packets => Protocols * 2 * (LowPairs + HighPairs);

    /// <summary>How long a round takes, in whole seconds.</summary>
    public int Seconds => (int)Math.Ceiling(Protocols * ((LowPairs / LowPairsPerSecond) + HighSeconds + SecondsBetween));
}
