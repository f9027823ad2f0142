namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>What came of looking for a place for a probe.</summary>
internal enum PlacingResult
{
    /// <summary>It has one.</summary>
    Placed,

    /// <summary>The agent that sends has others at each time in the period.</summary>
    AgentIsBusy,

    /// <summary>There are as many rounds as the network allows whenever the agent has time.</summary>
    NetworkIsFull,
}
