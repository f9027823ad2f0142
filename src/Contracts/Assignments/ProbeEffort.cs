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

    // Beginning late and answers that take long.
    private const double SpareSeconds = 0.5;

    // Far more than a round takes: looking for the place where the option is lost included.
    private const int Patience = 4;

    /// <summary>Pairs per second of the slow part.</summary>
    public double LowPairsPerSecond => Math.Min(MostLowPairsPerSecond, HighPairsPerSecond);

    /// <summary>Pairs per second of the fast part; a limit above it is not seen.</summary>
    public double HighPairsPerSecond => PacketsPerSecond * ShareForPairs / 2;

    /// <summary>Pairs of the fast part.</summary>
    public int HighPairs => (int)Math.Ceiling(HighPairsPerSecond * HighSeconds);

    /// <summary>Packets of a round.</summary>
    public int Packets => Protocols * 2 * (LowPairs + HighPairs);

    /// <summary>How long a round takes where nothing holds it up.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Protocols * ((LowPairs / LowPairsPerSecond) + HighSeconds + SecondsBetween));

    /// <summary>How long a round must be let alone, in whole seconds: as long as it takes, and half a second to spare.</summary>
    public int Seconds => (int)Math.Ceiling(Duration.TotalSeconds + SpareSeconds);

    /// <summary>After so many seconds a round is given up in any case.</summary>
    public int LongestSeconds => Seconds * Patience;
}
