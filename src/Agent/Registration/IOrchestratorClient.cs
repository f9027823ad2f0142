using RouterAlertAssurance.Contracts.Agents;

namespace RouterAlertAssurance.Agent.Registration;

/// <summary>What the agent asks of the orchestrator; failures are logged and come back as null or false.</summary>
internal interface IOrchestratorClient
{
    bool IsConfigured { get; }

    /// <summary>Ends when the orchestrator has taken the first registration: before, it takes nothing else from the agent.</summary>
    Task Registered { get; }

    Task<AgentRegistrationAnswer?> RegisterAsync(AgentRegistration registration, CancellationToken cancellationToken);

    /// <summary>True when the report was taken, or when there is nobody to take it.</summary>
    Task<bool> PutFactsAsync(FactsReport report, CancellationToken cancellationToken);
}
