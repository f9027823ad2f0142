using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Pages.Subservices;

/// <summary>One node: what it is, how it is, why, and whom it hurts.</summary>
public sealed partial class SubservicePage
{
    private Fetched<NodeHealth>? _health;
    private Fetched<HealthHistory>? _history;

    [Parameter]
    public string Type { get; set; } = "";

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    protected override string Subject => $"{Type}/{Id}";

    protected override void Forget() => (_health, _history) = (null, null);

    protected override bool Concerns(LiveEvent liveEvent) => liveEvent.Subservice is not { } reference || (reference.Type == Type && reference.Id == Id);

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var to = Time.GetUtcNow();
        var health = Collector.SubserviceAsync(Type, Id, cancellationToken);
        var history = Collector.SubserviceHistoryAsync(Type, Id, to.AddHours(-1), to, cancellationToken);
        (_health, _history) = (await health, await history);
    }
}
