using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.WebUi;

/// <summary>Where the dashboard reads from.</summary>
public sealed class WebUiOptions
{
    /// <summary>The collector; by default the standalone product on this machine.</summary>
    public ServiceEndpoint Collector { get; set; } = ServiceEndpoint.Parse("http://127.0.0.1:8080");

    /// <summary>The orchestrator; by default the standalone product on this machine.</summary>
    public ServiceEndpoint Orchestrator { get; set; } = ServiceEndpoint.Parse("http://127.0.0.1:8080");
}
