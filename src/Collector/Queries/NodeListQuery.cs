using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>Query parameters that all lists of nodes have. Text here, so that a wrong value is told by name.</summary>
internal record NodeListQuery
{
    [FromQuery(Name = "type"), Description("Only this type")]
    public string? Type { get; init; }

    [FromQuery(Name = "name"), Description("Only this name (of a service) or identifier (of a subservice)")]
    public string? Name { get; init; }

    [FromQuery(Name = "label"), Description("Only with this label, written key:value or key; may be repeated, all must match")]
    public string[]? Label { get; init; }

    [FromQuery(Name = "minScore"), Description("Only with at least this score, -1..100; 0 leaves out the unknown")]
    public string? MinScore { get; init; }

    [FromQuery(Name = "maxScore"), Description("Only with at most this score, -1..100")]
    public string? MaxScore { get; init; }

    [FromQuery(Name = "q"), Description("Only with this text in name, identifier, label or top cause, without regard to case")]
    public string? Text { get; init; }

    [FromQuery(Name = "sort"), Description("score (default: worst first, then unknown, then healthy), name or since; with a minus sign in reverse")]
    public string? Sort { get; init; }

    [FromQuery(Name = "limit"), Description("Items on a page, 1..1000; 100 by default")]
    public string? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("From 'next' of the page before")]
    public string? Cursor { get; init; }
}

/// <summary>Query parameters of the list of subservices.</summary>
internal sealed record SubserviceListQuery : NodeListQuery
{
    [FromQuery(Name = "agent"), Description("Only those owned by this agent")]
    public string? Agent { get; init; }

    [FromQuery(Name = "device"), Description("Only those on this device")]
    public string? Device { get; init; }

    [FromQuery(Name = "symptoms"), Description("own: only those with an active symptom of their own, of whatever weight, 0 included")]
    public string? Symptoms { get; init; }
}
