using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Contracts.Definitions;

/// <summary>Maintenance of a node: who, from when, until when, how often, of what.</summary>
/// <param name="Contact">Who performs it.</param>
/// <param name="Start">When it begins, the first time; null for at once.</param>
/// <param name="End">When it ends, the first time; null for until cancelled.</param>
/// <param name="Recurrence"><c>none</c>, <c>daily</c> or <c>weekly</c>; null for <c>none</c>.</param>
/// <param name="Until">Of a recurring window: it does not begin again at this time or later.</param>
/// <param name="Scope"><c>node</c> or <c>exclusive</c>; null for <c>node</c>.</param>
public sealed record MaintenanceDocument(
    string Contact, DateTimeOffset? Start = null, DateTimeOffset? End = null, string? Recurrence = null, DateTimeOffset? Until = null, string? Scope = null)
{
    private const string Daily = "daily";
    private const string Weekly = "weekly";
    private const string Exclusive = "exclusive";

    public static IReadOnlyList<string> Recurrences { get; } = ["none", Daily, Weekly];

    public static IReadOnlyList<string> Scopes { get; } = ["node", Exclusive];

    /// <summary>The window with defaults left out.</summary>
    public static MaintenanceDocument From(MaintenanceWindow window) => new(
        window.Contact,
        window.Start,
        window.End,
        window.Recurrence switch { MaintenanceRecurrence.Daily => Daily, MaintenanceRecurrence.Weekly => Weekly, _ => null },
        window.Until,
        window.Scope == MaintenanceScope.Exclusive ? Exclusive : null);

    /// <summary>Words that are none of the known ones count as the defaults.</summary>
    public MaintenanceWindow ToModel() => new(Contact, Start, End)
    {
        Recurrence = Recurrence switch { Daily => MaintenanceRecurrence.Daily, Weekly => MaintenanceRecurrence.Weekly, _ => MaintenanceRecurrence.None },
        Until = Until,
        Scope = Scope == Exclusive ? MaintenanceScope.Exclusive : MaintenanceScope.Node,
    };
}
