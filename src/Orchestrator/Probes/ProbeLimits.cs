namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>How much may be probed.</summary>
/// <param name="PeriodSeconds">Time between two rounds of a task, as long as the budgets allow it.</param>
/// <param name="PacketsPerSecond">The most that a task may send at any time.</param>
/// <param name="DeviceBudget">Packets per second of all tasks that a device sends or answers, on average.</param>
/// <param name="NetworkRate">The most that all tasks together may send at any time, in packets per second; not less than one of them.</param>
internal sealed record ProbeLimits(int PeriodSeconds, int PacketsPerSecond, int DeviceBudget, int NetworkRate)
{
    /// <summary>How many rounds there may be at a time.</summary>
    public int Slots => NetworkRate / PacketsPerSecond;

    public static ProbeLimits Of(OrchestratorOptions options) => new((int)options.ProbePeriod.TotalSeconds, options.ProbeRate, options.ProbeBudget, options.ProbeNetworkRate);
}
