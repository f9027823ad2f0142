namespace RouterAlertAssurance.Expressions.Types;

/// <summary>One dimension's part of a unit: a symbol and its exponent; no symbol exactly when the exponent is 0.</summary>
internal readonly record struct UnitPower(UnitSymbol? Symbol, int Exponent)
{
    public bool IsNone => Exponent == 0;

    /// <summary>Adds exponents in the symbol of the left side; the conversion brings the right side's scale over.</summary>
    public static UnitPower Combine(UnitPower left, UnitPower right, int sign, ref UnitConversion conversion)
    {
        var exponent = left.Exponent + (sign * right.Exponent);
        if (left.Symbol is not null && right.Symbol is not null)
        {
            conversion = conversion.Then(UnitConversion.Between(right.Symbol, left.Symbol, sign * right.Exponent));
        }

        return exponent == 0 ? default : new(left.Symbol ?? right.Symbol, exponent);
    }
}
