using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Contracts.Live;

/// <summary>
/// What <c>/api/v1/events</c> (SSE, event name = <see cref="Kind"/>) and <c>/hubs/health</c> (SignalR method <c>event</c>) send.
/// </summary>
public sealed record LiveEvent
{
    /// <summary>Grows by one; the SSE event id. A client that resumes with one too old gets a <c>reset</c> and reads everything again.</summary>
    public long Id { get; set; }

    /// <summary><c>status</c>, <c>symptom</c>, <c>graph</c>, <c>reset</c>.</summary>
    public string Kind { get; set; } = "";

    public DateTimeOffset Time { get; set; }

    public SubserviceReference? Subservice { get; set; }

    /// <summary>For <c>status</c>.</summary>
    public HealthStatusDocument? Status { get; set; }

    /// <summary>For <c>status</c> of a service instance.</summary>
    public ServiceItem? Service { get; set; }

    /// <summary>For <c>symptom</c>.</summary>
    public SymptomDocument? Symptom { get; set; }

    /// <summary>For <c>graph</c>: the new version.</summary>
    public long? GraphVersion { get; set; }
}
