using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>A checked part of an expression: its node, type and unit. Unknown after an error, which is then not repeated upwards.</summary>
internal readonly record struct Bound(int Index, ExpressionValueType Type, Unit Unit)
{
    public static Bound Unknown { get; } = new(-1, default, default);

    public bool IsUnknown => Index < 0;
}
