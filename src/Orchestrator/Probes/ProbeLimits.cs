namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>How much may be probed.</summary>
/// <param name="PeriodSeconds">Time between two rounds of a task, as long as the budget allows it.</param>
/// <param name="PacketsPerSecond">The most that a task may send at any time.</param>
/// <param name="DeviceBudget">Packets per second of all tasks that a device sends or answers, on average.</param>
internal sealed record ProbeLimits(int PeriodSeconds, int PacketsPerSecond, int DeviceBudget)
{
    public static ProbeLimits Of(OrchestratorOptions options) => new((int)options.ProbePeriod.TotalSeconds, options.ProbeRate, options.ProbeBudget);
}
