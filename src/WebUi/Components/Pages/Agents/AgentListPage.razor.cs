using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Pages.Agents;

/// <summary>All agents: who is alive, what they read, what waits in their spools. Read again every few seconds, since heartbeats are no events.</summary>
public sealed partial class AgentListPage
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private Fetched<Page<AgentItem>>? _agents;
    private ITimer? _timer;

    [Inject]
    private OrchestratorClient Orchestrator { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    protected override async Task ReadAsync(CancellationToken cancellationToken) => _agents = await Orchestrator.AgentsAsync(cancellationToken);

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (firstRender)
        {
            _timer = Time.CreateTimer(_ => _ = InvokeAsync(RefreshAsync), null, Interval, Interval);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _timer?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }
}
