using System.Globalization;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Engine;

/// <summary>Values as people read them.</summary>
public static class SampleText
{
    public static string Of(in Sample sample, string unit) => sample.Type switch
    {
        ExpressionValueType.Boolean => sample.Number != 0 ? "true" : "false",
        ExpressionValueType.Text => sample.Text ?? "",
        _ => Of(sample.Number, unit),
    };

    /// <summary>Null when there is no value.</summary>
    public static string? Of(in EvaluationResult result) => !result.IsPresent ? null : Of(result.Value, result.Unit);

    public static string Of(in ExpressionValue value, string unit) => value switch
    {
        { IsPresent: false } => $"{Of(value.State)}: {value.Origin}: {value.Reason}",
        { Type: ExpressionValueType.Boolean } => value.Boolean ? "true" : "false",
        { Type: ExpressionValueType.Text } => value.Text ?? "",
        _ => Of(value.Number, unit),
    };

    public static string Of(SampleState state) => state switch
    {
        SampleState.Present => "present",
        SampleState.Stale => "stale",
        SampleState.Failed => "failed",
        _ => "missing",
    };

    private static string Of(double number, string unit) => unit switch
    {
        // A count is a bare number; a share reads better in hundredths.
        "" or "count" => Number(number),
        "ratio" => Number(number * 100) + " %",
        _ => $"{Number(number)} {unit}",
    };

    private static string Number(double number) => Math.Abs(number) switch
    {
        0 => "0",
        < 0.001 or >= 1e15 => number.ToString("G3", CultureInfo.InvariantCulture),
        < 10 => number.ToString("0.###", CultureInfo.InvariantCulture),
        < 1000 => number.ToString("0.#", CultureInfo.InvariantCulture),
        _ => number.ToString("0", CultureInfo.InvariantCulture),
    };
}
