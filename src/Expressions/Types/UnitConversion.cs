namespace RouterAlertAssurance.Expressions.Types;

/// <summary>A change of scale: multiply, then divide. Both are whole numbers, so a conversion rounds at most twice.</summary>
internal readonly record struct UnitConversion(double Multiplier, double Divisor)
{
    public static UnitConversion Identity { get; } = new(1, 1);

    public bool IsIdentity => Multiplier == 1 && Divisor == 1;

    public double Apply(double value) => value * Multiplier / Divisor;

    /// <summary>The conversion of a power of one symbol into the same power of another.</summary>
    public static UnitConversion Between(UnitSymbol from, UnitSymbol to, int exponent)
    {
        var up = Math.Pow(from.Numerator * to.Denominator, Math.Abs(exponent));
        var down = Math.Pow(from.Denominator * to.Numerator, Math.Abs(exponent));
        return exponent >= 0 ? Reduced(up, down) : Reduced(down, up);
    }

    public UnitConversion Then(UnitConversion next) => Reduced(Multiplier * next.Multiplier, Divisor * next.Divisor);

    private static UnitConversion Reduced(double multiplier, double divisor) =>
        multiplier % divisor == 0 ? new(multiplier / divisor, 1)
        : divisor % multiplier == 0 ? new(1, divisor / multiplier)
        : new(multiplier, divisor);
}
