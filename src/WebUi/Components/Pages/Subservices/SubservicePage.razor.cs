using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Components.Pages.Subservices;

/// <summary>One node: what it is, how it is, why, and whom it hurts.</summary>
public sealed partial class SubservicePage
{
    private const int Hours = 1;

    private Fetched<NodeHealth>? _health;
    private Fetched<HealthHistory>? _history;

    [Parameter]
    public string Type { get; set; } = "";

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    protected override string Subject => $"{Type}/{Id}";

    private SubserviceReference Reference => new(Type, Id);

    protected override void Forget() => (_health, _history) = (null, null);

    protected override bool Concerns(LiveEvent liveEvent) => liveEvent.Subservice is not { } reference || (reference.Type == Type && reference.Id == Id);

    protected override void Apply(IReadOnlyList<LiveEvent> events) => _health = LiveItems.Apply(_health, events);

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var health = Collector.SubserviceAsync(Type, Id, cancellationToken);
        var history = Collector.SubserviceHistoryAsync(Type, Id, Hours, cancellationToken);
        _health = (await health).OrKeep(_health);
        _history = (await history).OrKeep(_history);
        return _health.IsAnswer && _history.IsAnswer;
    }

    private IReadOnlyList<CauseDocument> ActiveSymptoms(HealthStatusDocument status) =>
    [
        .. status.Symptoms.Where(symptom => symptom.Stop is null)
            .OrderByDescending(symptom => symptom.Weight)
            .Select(symptom => new CauseDocument(symptom.Kind == "inherited" && symptom.Dependency is { } dependency ? dependency : Reference, symptom)),
    ];
}
