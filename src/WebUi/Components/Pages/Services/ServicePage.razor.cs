using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Components.Pages.Services;

/// <summary>
/// One service: score, causes, graph, symptoms, timeline; <c>?at=</c> shows all of them as they were, <c>?node=</c> lets a node stand out. A page
/// of the past does not change, and a service that is no more has one too.
/// </summary>
public sealed partial class ServicePage
{
    private static readonly int[] Spans = [1, 6, 24];

    private Fetched<NodeHealth>? _health;
    private Fetched<HealthGraph>? _graph;
    private Fetched<HealthHistory>? _history;
    private DateTimeOffset? _moment;
    private int _hours = 1;

    [Parameter]
    public string Type { get; set; } = "";

    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>The time shown, as the collector understands it; null for now.</summary>
    [SupplyParameterFromQuery]
    public string? At { get; set; }

    /// <summary>Key of a node of the graph, see <see cref="NodeKey"/>.</summary>
    [SupplyParameterFromQuery]
    public string? Node { get; set; }

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    private string Root => NodeKey.OfService(Type, Name);

    private string PageName => $"{(At is null ? "" : "Past · ")}{(_health?.Value is { } titled ? $"{TitleOf(titled.Status.Shown())} · " : "")}{Name}";

    private string? GraphHint => _graph?.Value is { } graph ? Format.Count(graph.Nodes.Count, "node") : null;

    private IReadOnlyList<CauseDocument> ActiveSymptoms =>
    [
        .. (_graph?.Value?.Nodes ?? [])
            .SelectMany(node => node.Status.Symptoms
                .Where(symptom => symptom.Stop is null && symptom.Kind != SymptomWords.Inherited)
                .Select(symptom => new CauseDocument(new SubserviceReference(node.Node.Type, node.Node.Id), symptom)))
            .OrderByDescending(row => row.Symptom.Weight)
            .ThenBy(row => row.Symptom.Start),
    ];

    protected override string Subject => $"{Type}/{Name}@{At}";

    // A relative time is fixed when the page is loaded, so that it goes on to be about the same moment. What is no time, the collector refuses.
    protected override void Forget() =>
        (_health, _graph, _history, _moment) = (null, null, null, At is not null && TimeParameter.TryParse(At, Time.GetUtcNow(), out var time) ? time : null);

    protected override bool Concerns(LiveEvent liveEvent) => At is null
        && (liveEvent.Subservice is not { } reference
            || NodeKey.Of(reference) == Root
            || _graph?.Value?.Nodes.Any(node => node.Node.Type == reference.Type && node.Node.Id == reference.Id) != false);

    protected override void Apply(IReadOnlyList<LiveEvent> events)
    {
        _health = LiveItems.Apply(_health, events);
        _graph = LiveItems.Apply(_graph, events);
    }

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var graph = Collector.ServiceGraphAsync(Type, Name, _moment?.UtcDateTime.ToString("O") ?? At, cancellationToken);
        var health = At is null ? Collector.ServiceHealthAsync(Type, Name, cancellationToken) : HealthThenAsync(graph);
        var history = Collector.ServiceHistoryAsync(Type, Name, _hours, _moment, cancellationToken);
        _health = (await health).OrKeep(_health);
        _graph = (await graph).OrKeep(_graph);
        _history = (await history).OrKeep(_history);
        return _health.IsAnswer && _graph.IsAnswer && _history.IsAnswer;
    }

    private static string TitleOf(int score) => score == Tone.InMaintenance ? Tone.Word(score) : Format.Score(score);

    /// <summary>Of the past only the graph is kept; the service's own health is in it.</summary>
    private async Task<Fetched<NodeHealth>> HealthThenAsync(Task<Fetched<HealthGraph>> graph)
    {
        var read = await graph;
        return new Fetched<NodeHealth>(read.Value?.Nodes.FirstOrDefault(node => NodeKey.Of(node) == Root), read.Error, read.IsMissing);
    }

    private string GraphAddress(SubserviceReference node) => Links.ServiceGraph(Type, Name, NodeKey.Of(node), At);

    private Task ShowAsync(int hours)
    {
        _hours = hours;
        return RefreshAsync();
    }
}
