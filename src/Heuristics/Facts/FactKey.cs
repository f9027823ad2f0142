namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>A part of the facts that is read, and changes, as one.</summary>
/// <param name="Relation">A relation; empty for whether anything is known of the device, and whether it is defined.</param>
/// <param name="Device">The device the rows speak of; null for the relation as a whole.</param>
public readonly record struct FactKey(string Relation, string? Device) : IComparable<FactKey>
{
    /// <summary>Whether anything is known of a device.</summary>
    public static FactKey Knowing(string device) => new("", device);

    public static bool operator <(FactKey left, FactKey right) => left.CompareTo(right) < 0;

    public static bool operator <=(FactKey left, FactKey right) => left.CompareTo(right) <= 0;

    public static bool operator >(FactKey left, FactKey right) => left.CompareTo(right) > 0;

    public static bool operator >=(FactKey left, FactKey right) => left.CompareTo(right) >= 0;

    public int CompareTo(FactKey other) =>
        string.CompareOrdinal(Relation, other.Relation) is var order and not 0 ? order : string.CompareOrdinal(Device, other.Device);
}
