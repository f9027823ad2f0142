namespace RouterAlertAssurance.Expressions.Types;

/// <summary>What a unit measures. Plain numbers, ratios and counts of other things have no dimension.</summary>
internal enum Dimension
{
    None,
    Data,
    Packets,
    Time,
}
