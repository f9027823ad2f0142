using System.Globalization;
using System.Text;

namespace RouterAlertAssurance.Expressions.Types;

/// <summary>Reads and writes units: symbols with optional exponents, joined by <c>*</c> and <c>/</c>.</summary>
internal static class UnitParser
{
    private const int LongestText = 64;

    public static bool TryParse(string text, out Unit unit)
    {
        unit = Unit.None;
        text = text.Trim();
        if (text.Length is 0 or > LongestText)
        {
            return text.Length == 0;
        }

        var sign = 1;
        for (var start = 0; start <= text.Length;)
        {
            var end = text.IndexOfAny(['*', '/'], start);
            end = end < 0 ? text.Length : end;
            if (!TryFactor(text[start..end], text, out var factor) || !TryAppend(ref unit, factor, sign))
            {
                return false;
            }

            sign = end < text.Length && text[end] == '/' ? -1 : 1;
            start = end + 1;
        }

        return true;
    }

    // A scale that had to be converted (ms/s) would be a hidden factor, so such a unit is refused.
    private static bool TryAppend(ref Unit unit, Unit factor, int sign)
    {
        var known = sign > 0
            ? unit.TryMultiply(factor, out var result, out var conversion)
            : unit.TryDivide(factor, out result, out conversion);
        unit = result;
        return known && conversion.IsIdentity;
    }

    private static bool TryFactor(string text, string whole, out Unit factor)
    {
        factor = Unit.None;
        var caret = text.IndexOf('^', StringComparison.Ordinal);
        var exponent = 1;
        if (caret >= 0 && !int.TryParse(text.AsSpan(caret + 1), NumberStyles.None, CultureInfo.InvariantCulture, out exponent))
        {
            return false;
        }

        var symbol = UnitSymbol.Find(caret < 0 ? text : text[..caret]);
        if (symbol is null || exponent is < 1 or > Unit.MaximumExponent || (symbol == UnitSymbol.Percent && whole != symbol.Name))
        {
            return false;
        }

        factor = Of(symbol, exponent);
        return true;
    }

    private static Unit Of(UnitSymbol symbol, int exponent)
    {
        var power = new UnitPower(symbol, exponent);
        return symbol.Dimension switch
        {
            Dimension.Data => new Unit(power, default, default, false),
            Dimension.Packets => new Unit(default, power, default, false),
            Dimension.Time => new Unit(default, default, power, false),
            _ => new Unit(default, default, default, symbol == UnitSymbol.Percent),
        };
    }

    public static string Print(Unit unit)
    {
        if (unit.IsDimensionless)
        {
            return unit.IsPercent ? UnitSymbol.Percent.Name : "";
        }

        UnitPower[] powers = [unit.Data, unit.Packets, unit.Time];
        var above = string.Join('*', powers.Where(power => power.Exponent > 0).Select(Print));
        var text = new StringBuilder(above.Length == 0 ? "count" : above);
        foreach (var power in powers.Where(power => power.Exponent < 0))
        {
            text.Append('/').Append(Print(power));
        }

        return text.ToString();
    }

    private static string Print(UnitPower power)
    {
        var exponent = Math.Abs(power.Exponent);
        return exponent == 1 ? power.Symbol!.Name : $"{power.Symbol!.Name}^{exponent}";
    }
}
