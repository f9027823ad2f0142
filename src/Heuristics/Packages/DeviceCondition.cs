namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>
/// What a characteristic of a device must be: an exact value, <c>*</c> any value, <c>!</c> none, a range of versions (<c>&gt;=5.10 &lt;7</c>), or a
/// list of these of which one must hold.
/// </summary>
public sealed class DeviceCondition
{
    private const string Present = "*";
    private const string Absent = "!";

    private readonly IReadOnlyList<(string Text, VersionRange? Range)> _alternatives;

    private DeviceCondition(IReadOnlyList<(string, VersionRange?)> alternatives) => _alternatives = alternatives;

    /// <summary>Reads one condition; false for what begins like a range of versions and is none.</summary>
    public static bool TryParse(string text, out DeviceCondition condition)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isRange = VersionRange.LooksLikeOne(text);
        var range = VersionRange.Any;
        var valid = !isRange || VersionRange.TryParse(text, out range);
        condition = new([(text, isRange ? range : null)]);
        return valid;
    }

    /// <summary>Whether one of its ranges of versions leaves none.</summary>
    public bool HasEmptyRange => _alternatives.Any(alternative => alternative.Range is { IsEmpty: true });

    /// <summary>Holds where one of them does.</summary>
    public static DeviceCondition AnyOf(IEnumerable<DeviceCondition> conditions) => new([.. conditions.SelectMany(condition => condition._alternatives)]);

    /// <param name="value">The characteristic as the device has it; null or empty when it has none.</param>
    public bool Holds(string? value) => _alternatives.Any(alternative => Holds(alternative.Text, alternative.Range, value));

    /// <summary>As people read it: <c>a or b</c>.</summary>
    public override string ToString() => string.Join(" or ", _alternatives.Select(alternative => alternative.Text));

    private static bool Holds(string text, VersionRange? range, string? value) => text switch
    {
        Present => !string.IsNullOrEmpty(value),
        Absent => string.IsNullOrEmpty(value),
        _ when range is null => value == text,
        _ => value is not null && SemanticVersion.TryParseDevice(value, out var version) && range.Contains(version),
    };
}
