using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;

/// <summary>How routers treat packets with Router Alert, and what comes of it. Read every few seconds while somebody can see it.</summary>
public sealed partial class RouterAlertPage
{
    private const string PackagePrefix = "rao-";
    private const string TransparencyType = "rao-transparency";
    private const int MostNodes = 60;

    /// <summary>What is not there by then is shown when it comes.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan ShortestAge = TimeSpan.FromSeconds(3);

    private readonly RateHistory _rates = new();
    private DeviceDocuments? _documents;
    private SymptomProofs? _proofs;
    private Fetched<Page<DeviceDefinition>>? _devices;
    private Fetched<Page<SubserviceItem>>? _ill;
    private Fetched<Page<SubserviceItem>>? _paths;
    private IReadOnlyList<CauseDocument> _symptoms = [];
    private long _lastLook;

    // Subservices with symptoms that are not shown.
    private int _more;
    private bool _isVisible = true;
    private PageVisibility? _visibility;

    /// <summary>Only this router.</summary>
    [SupplyParameterFromQuery]
    public string? Device { get; set; }

    /// <summary>Only this protocol, in the words of the metrics.</summary>
    [SupplyParameterFromQuery]
    public string? Protocol { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PolicyPage { get; set; }

    [SupplyParameterFromQuery(Name = "slow")]
    public string? SlowPathPage { get; set; }

    [SupplyParameterFromQuery(Name = "paths")]
    public string? PathsPage { get; set; }

    [SupplyParameterFromQuery(Name = "packets")]
    public string? PacketsPage { get; set; }

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private OrchestratorClient Orchestrator { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    protected override string Subject => Device ?? "";

    protected override bool Polls => _isVisible;

    private IEnumerable<string> Names => (_devices?.Value?.Items ?? []).Select(device => device.Name);

    private SymptomProofs Proofs => _proofs ??= new SymptomProofs(Collector, Time);

    private DeviceDocuments Documents => _documents ??= new DeviceDocuments(Orchestrator, Time);

    private IReadOnlyList<RouterView> Routers => [.. Names.Where(name => Device is null || name == Device).Select(Documents.Of)];

    private IEnumerable<string> Protocols => Names.Select(Documents.Of)
        .SelectMany(router => router.Document is { } document ? ProtocolsOf(document) : [])
        .Append(Protocol).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    protected override void OnParametersSet() => (Device, Protocol) = (NullIfEmpty(Device), NullIfEmpty(Protocol));

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (firstRender)
        {
            _visibility = new PageVisibility(Script, visible => Start(() => OnVisibilityAsync(visible)));
            Start(_visibility.WatchAsync);
        }
    }

    protected override bool Concerns(LiveEvent liveEvent) => liveEvent.Subservice?.Type.StartsWith(PackagePrefix, StringComparison.Ordinal) != false;

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var (devices, ill, paths) = (Orchestrator.DevicesAsync(cancellationToken), Collector.SubservicesWithSymptomsAsync(cancellationToken), Collector.SubservicesOfTypeAsync(TransparencyType, cancellationToken));
        _devices = (await devices).OrKeep(_devices);
        await LookAsync(cancellationToken);
        _ill = (await ill).OrKeep(_ill);
        _paths = (await paths).OrKeep(_paths);
        _symptoms = await SymptomsAsync(_ill.Value?.Items ?? [], cancellationToken);
        await Proofs.RefreshAsync(_symptoms, cancellationToken);
        return _devices.IsAnswer && _ill.IsAnswer && _paths.IsAnswer;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _documents?.Dispose();
            _visibility?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Documents are no events: however many of these come, the agents are asked every few seconds.</summary>
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (_lastLook != 0 && Time.GetElapsedTime(_lastLook) < ShortestAge)
        {
            return;
        }

        _lastLook = Time.GetTimestamp();
        var all = Documents.RefreshAsync(Names);
        await Task.WhenAny(all, Task.Delay(FirstLook, Time, cancellationToken));
        _rates.Add(Names.Select(Documents.Of), Time.GetUtcNow());
        if (!all.IsCompleted)
        {
            Start(async () =>
            {
                await all;
                StateHasChanged();
            });
        }
    }

    private async Task<IReadOnlyList<CauseDocument>> SymptomsAsync(IEnumerable<SubserviceItem> ill, CancellationToken cancellationToken)
    {
        var ofPackage = ill.Where(item => item.Type.StartsWith(PackagePrefix, StringComparison.Ordinal) && (Device is null || item.Parameters.Values.Contains(Device, StringComparer.Ordinal))).ToList();
        _more = Math.Max(0, ofPackage.Count - MostNodes);
        var nodes = await Task.WhenAll(ofPackage
            .Take(MostNodes)
            .Select(item => Collector.SubserviceAsync(item.Type, item.Id, cancellationToken)));
        return
        [
            .. nodes.Select(node => node.Value).OfType<NodeHealth>()
                .SelectMany(node => node.Status.Symptoms
                    .Where(symptom => symptom is { Stop: null, Dependency: null })
                    .Select(symptom => new CauseDocument(new SubserviceReference(node.Node.Type, node.Node.Id), symptom)))
                .OrderByDescending(cause => cause.Symptom.Weight).ThenBy(cause => cause.Symptom.Start),
        ];
    }

    private Task OnVisibilityAsync(bool visible)
    {
        _isVisible = visible;
        return visible ? RefreshAsync() : Task.CompletedTask;
    }

    private static IEnumerable<string> ProtocolsOf(Contracts.RouterAlert.RouterAlertDocument document) =>
        (document.Policy?.Rows ?? []).Select(row => row.Protocol)
            .Concat((document.Traffic?.Rates ?? []).Select(rate => rate.Protocol))
            .Concat(document.Probes.Select(probe => probe.Protocol));

    private void Navigate(string? device = null, string? protocol = null) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["device"] = NullIfEmpty(device ?? Device),
            ["protocol"] = NullIfEmpty(protocol ?? Protocol),
            ["page"] = null,
            ["slow"] = null,
            ["paths"] = null,
            ["packets"] = null,
        }),
        replace: true);

    private string AddressWith((string Name, object Value) parameter) =>
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { [parameter.Name] = parameter.Value });

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
