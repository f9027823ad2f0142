using System.Globalization;
using RouterAlertAssurance.Expressions.Types;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>A promised value: a number with its unit, such as <c>20 ms</c>.</summary>
public readonly record struct IntentValue(double Number, Unit Unit)
{
    /// <summary>Reads the value of an intent.</summary>
    /// <param name="intent">What is promised.</param>
    /// <param name="text">As written in the definition.</param>
    /// <param name="value">The value in the unit it was written in.</param>
    /// <returns>What is wrong, with an example of what is right; null when nothing is.</returns>
    public static string? Read(IntentDefinition intent, string text, out IntentValue value)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c is '.').Count();
        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return $"'{Suggestions.Shorten(text)}' is not a number of 0 or more with its unit, such as {Example(intent)}";
        }

        var symbol = text[digits..].Trim();
        if (!Unit.TryParse(symbol, out var unit) || !Unit.TryParse(intent.Unit, out var wanted) || !unit.ConvertsTo(wanted))
        {
            return symbol.Length == 0
                ? $"'{Suggestions.Shorten(text)}' has no unit; {intent.Name} is given in {intent.Unit}, such as {Example(intent)}"
                : $"'{Suggestions.Shorten(symbol)}' does not convert into {intent.Unit}, which {intent.Name} is given in, such as {Example(intent)}";
        }

        value = new(number, unit);
        return null;
    }

    private static string Example(IntentDefinition intent) => $"20 {intent.Unit}".TrimEnd();
}
