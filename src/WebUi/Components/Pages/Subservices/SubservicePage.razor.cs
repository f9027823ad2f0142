using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
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

    /// <summary>As routing decoded it; see <see cref="Reference"/>.</summary>
    [Parameter]
    public string Type { get; set; } = "";

    /// <summary>As routing decoded it; see <see cref="Reference"/>.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The request while the page is prerendered; null in the circuit.</summary>
    [CascadingParameter]
    public HttpContext? Request { get; set; }

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override string Subject => $"{Reference.Type}/{Reference.Id}";

    private SubserviceReference Reference =>
        Links.SubserviceIn(Request?.Features.Get<IHttpRequestFeature>()?.RawTarget ?? Navigation.Uri) ?? new SubserviceReference(Type, Id);

    protected override void Forget() => (_health, _history) = (null, null);

    protected override bool Concerns(LiveEvent liveEvent) => liveEvent.Subservice is not { } reference || reference == Reference;

    protected override void Apply(IReadOnlyList<LiveEvent> events) => _health = LiveItems.Apply(_health, events);

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var (type, id) = Reference;
        var health = Collector.SubserviceAsync(type, id, cancellationToken);
        var history = Collector.SubserviceHistoryAsync(type, id, Hours, cancellationToken);
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
