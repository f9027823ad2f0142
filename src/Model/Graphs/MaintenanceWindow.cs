namespace RouterAlertAssurance.Model.Graphs;

/// <summary>How a maintenance window repeats.</summary>
public enum MaintenanceRecurrence
{
    None,

    /// <summary>Every 24 hours from the start on; no daylight saving time.</summary>
    Daily,

    /// <summary>Every 7 times 24 hours from the start on.</summary>
    Weekly,
}

/// <summary>What a maintenance window is about.</summary>
public enum MaintenanceScope
{
    /// <summary>The node alone.</summary>
    Node,

    /// <summary>The node and all it depends on that nothing outside this very set depends on; see <see cref="MaintenanceSpread"/>.</summary>
    Exclusive,
}

/// <summary>A rule for windows that one breaks.</summary>
/// <param name="Field">Name of the field at fault, in lower case.</param>
/// <param name="Text">The rule, for a human.</param>
public sealed record MaintenanceProblem(string Field, string Text);

/// <summary>Maintenance of one node (RFC 9418, container <c>under-maintenance</c>, with a schedule on top).</summary>
/// <param name="Contact">Who performs it; mandatory in the RFC.</param>
/// <param name="Start">When it begins, the first time; null for at once.</param>
/// <param name="End">When it ends, the first time; null for until cancelled.</param>
public sealed record MaintenanceWindow(string Contact, DateTimeOffset? Start = null, DateTimeOffset? End = null)
{
    public MaintenanceRecurrence Recurrence { get; init; }

    /// <summary>Of a recurring window: it does not begin again at this time or later; null for no end.</summary>
    public DateTimeOffset? Until { get; init; }

    public MaintenanceScope Scope { get; init; }

    // A recurring window without start or end is refused; where one gets here all the same it is taken as it stands, once.
    private TimeSpan? Period => (Start, End, Recurrence) switch
    {
        (null, _, _) or (_, null, _) => null,
        (_, _, MaintenanceRecurrence.Daily) => TimeSpan.FromDays(1),
        (_, _, MaintenanceRecurrence.Weekly) => TimeSpan.FromDays(7),
        _ => null,
    };

    public bool IsActiveAt(DateTimeOffset time) => LatestAt(time) is { } latest && (latest.End is null || time < latest.End);

    /// <summary>When the occurrence active at <paramref name="time"/> began; null when none is, or when it has no beginning.</summary>
    public DateTimeOffset? ActiveSince(DateTimeOffset time) => IsActiveAt(time) ? LatestAt(time)?.Begin : null;

    /// <summary>The first moment after <paramref name="time"/> at which the window begins or ends; null when it never does again.</summary>
    public DateTimeOffset? NextChangeAfter(DateTimeOffset time)
    {
        var latest = LatestAt(time);
        if (latest?.End > time)
        {
            return latest.Value.End;
        }

        var next = latest is { } past ? past.Begin + Period : Start;
        return next > time && !(Until <= next) ? next : null;
    }

    /// <summary>The first rule the window breaks; null when it is sound.</summary>
    public MaintenanceProblem? Check() =>
        Start >= End ? new("end", "the end must be after the start")
        : Recurrence == MaintenanceRecurrence.None ? (Until is null ? null : new("until", "only a recurring window has an until"))
        : Period is not { } period ? new("recurrence", "a recurring window needs a start and an end")
        : End - Start > period ? new("end", $"the window is longer than the {period.TotalDays:0} d after which it begins again")
        : Until <= Start ? new("until", "the window would never begin")
        : null;

    /// <summary>The latest occurrence that has begun at a time; no two overlap, since none is longer than the period.</summary>
    private (DateTimeOffset? Begin, DateTimeOffset? End)? LatestAt(DateTimeOffset time)
    {
        if (Start > time)
        {
            return null;
        }

        if (Period is not { } period)
        {
            return (Start, End);
        }

        var count = (time - Start!.Value).Ticks / period.Ticks;
        if (Until is { } until)
        {
            count = Math.Min(count, (until - Start.Value).Ticks > 0 ? ((until - Start.Value).Ticks - 1) / period.Ticks : -1);
        }

        return count < 0 ? null : (Start + (count * period), End + (count * period));
    }
}
