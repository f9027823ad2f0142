using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Contracts.Live;

/// <summary>
/// What <c>/api/v1/events</c> (SSE, event name = <see cref="Kind"/>) and <c>/hubs/health</c> (SignalR method <c>event</c>) send.
/// </summary>
public sealed record LiveEvent
{
    /// <summary>Grows by one; the SSE event id. A client that resumes with one too old gets a <c>reset</c> and reads everything again.</summary>
    public long Id { get; init; }

    /// <summary><c>status</c>, <c>symptom</c>, <c>graph</c>, <c>reset</c>.</summary>
    public string Kind { get; init; } = "";

    public DateTimeOffset Time { get; init; }

    public SubserviceReference? Subservice { get; init; }

    /// <summary>For <c>status</c>.</summary>
    public HealthStatusDocument? Status { get; init; }

    /// <summary>For <c>status</c> of a service instance.</summary>
    public ServiceItem? Service { get; init; }

    /// <summary>For <c>symptom</c>.</summary>
    public SymptomDocument? Symptom { get; init; }

    /// <summary>For <c>graph</c>: the new version.</summary>
    public long? GraphVersion { get; init; }
}
