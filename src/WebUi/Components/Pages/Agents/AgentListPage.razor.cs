using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Pages.Agents;

/// <summary>All agents: who is alive, what they read, what waits in their spools. Read every few seconds, since heartbeats are no events.</summary>
public sealed partial class AgentListPage
{
    private Fetched<Page<AgentItem>>? _agents;

    [Inject]
    private OrchestratorClient Orchestrator { get; set; } = default!;

    protected override bool Polls => true;

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _agents = (await Orchestrator.AgentsAsync(cancellationToken)).OrKeep(_agents);
        return _agents.IsAnswer;
    }
}
