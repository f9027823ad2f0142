namespace RouterAlertAssurance.Expressions;

/// <summary>A metric that expressions may read.</summary>
/// <param name="Name">Its name, kebab-case, as written in expressions.</param>
/// <param name="Type">The type of its samples.</param>
/// <param name="Unit">The unit of its samples, as <see cref="Types.Unit"/> reads it; empty for plain numbers, booleans and text.</param>
/// <param name="Kind">How its values relate over time.</param>
public sealed record InputDeclaration(string Name, ExpressionValueType Type, string Unit, InputKind Kind)
{
    /// <summary>What tells its series apart; none for a metric with one value.</summary>
    public LabelSet LabelSet { get; init; } = LabelSet.None;
}

/// <summary>A value known before evaluation: a parameter or a threshold of a profile.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Number">Its value in <paramref name="Unit"/>; 0 or 1 for a boolean.</param>
/// <param name="Text">Its value when it is text.</param>
/// <param name="Unit">Its unit; empty for plain numbers, booleans and text.</param>
public readonly record struct ExpressionConstant(ExpressionValueType Type, double Number, string? Text, string Unit)
{
    /// <summary>A number with a unit.</summary>
    public static ExpressionConstant Of(double number, string unit = "") => new(ExpressionValueType.Number, number, null, unit);

    /// <summary>A boolean.</summary>
    public static ExpressionConstant Of(bool value) => new(ExpressionValueType.Boolean, value ? 1 : 0, null, "");

    /// <summary>A text.</summary>
    public static ExpressionConstant Of(string text) => new(ExpressionValueType.Text, 0, text, "");
}

/// <summary>The names an expression may use. A name may not be both an input and a constant.</summary>
/// <param name="Inputs">Metrics by name.</param>
/// <param name="Constants">Parameters and thresholds by name.</param>
public sealed record ExpressionScope(
    IReadOnlyDictionary<string, InputDeclaration> Inputs, IReadOnlyDictionary<string, ExpressionConstant> Constants)
{
    /// <summary>No names at all.</summary>
    public static ExpressionScope Empty { get; } =
        new(new Dictionary<string, InputDeclaration>(), new Dictionary<string, ExpressionConstant>());
}
