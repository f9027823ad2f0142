using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>A part of an expression that was checked: its step, type, unit, and the labels its values have.</summary>
internal readonly record struct Bound(int Index, ExpressionValueType Type, Unit Unit, LabelSet Labels)
{
    public static Bound Unknown { get; } = new(-1, default, default, LabelSet.None);

    public bool IsUnknown => Index < 0;
}
