namespace RouterAlertAssurance.Expressions.Types;

/// <summary>
/// The unit of a number: powers of data, packets and time, each in the scale it was written in, or percent, or nothing.
/// Units of equal dimensions convert into each other (bit and byte, ms and s, % and ratio); others never do.
/// </summary>
public readonly record struct Unit
{
    /// <summary>The largest power of one dimension that a unit may have.</summary>
    internal const int MaximumExponent = 4;

    internal Unit(UnitPower data, UnitPower packets, UnitPower time, bool isPercent)
    {
        Data = data;
        Packets = packets;
        Time = time;
        IsPercent = isPercent;
    }

    /// <summary>The unit of plain numbers, ratios and counts.</summary>
    public static Unit None => default;

    /// <summary>True when nothing but a ratio or a count is measured; percent is such a unit.</summary>
    public bool IsDimensionless => Data.IsNone && Packets.IsNone && Time.IsNone;

    /// <summary>True for hundredths.</summary>
    public bool IsPercent { get; }

    internal static Unit Seconds => new(default, default, new UnitPower(UnitSymbol.Second, 1), false);

    internal UnitPower Data { get; }

    internal UnitPower Packets { get; }

    internal UnitPower Time { get; }

    /// <summary>Reads a unit such as <c>packets/s</c>, <c>Mbit/s</c>, <c>%</c>, <c>bytes*s</c>, <c>ms^2</c>, <c>1/s</c> or nothing.</summary>
    /// <returns>False when a symbol is unknown, scales are mixed (<c>ms/s</c>) or an exponent is out of range.</returns>
    public static bool TryParse(string? text, out Unit unit) => UnitParser.TryParse(text ?? "", out unit);

    /// <summary>The canonical text, which <see cref="TryParse"/> reads back; empty for <see cref="None"/>.</summary>
    public override string ToString() => UnitParser.Print(this);

    /// <summary>True when numbers in one unit can be given in the other.</summary>
    public bool ConvertsTo(Unit other) => TryConvert(other, out _);

    /// <summary>Gives a number in another unit.</summary>
    /// <returns>False when the two measure different things.</returns>
    public bool TryConvert(double value, Unit to, out double converted)
    {
        var converts = TryConvert(to, out var conversion);
        converted = converts ? conversion.Apply(value) : 0;
        return converts;
    }

    internal bool TryConvert(Unit to, out UnitConversion conversion)
    {
        conversion = UnitConversion.Identity;
        if (Data.Exponent != to.Data.Exponent || Packets.Exponent != to.Packets.Exponent || Time.Exponent != to.Time.Exponent)
        {
            return false;
        }

        conversion = Between(Data, to.Data).Then(Between(Packets, to.Packets)).Then(Between(Time, to.Time));
        conversion = conversion.Then(PercentTo(IsPercent, to.IsPercent));
        return true;
    }

    internal bool TryMultiply(Unit other, out Unit product, out UnitConversion conversion) =>
        TryCombine(other, 1, out product, out conversion);

    internal bool TryDivide(Unit other, out Unit quotient, out UnitConversion conversion) =>
        TryCombine(other, -1, out quotient, out conversion);

    // Percent outlives only a plain number beside it (2 * loss, loss / 2); with anything else it becomes a ratio.
    private bool TryCombine(Unit other, int sign, out Unit result, out UnitConversion conversion)
    {
        conversion = UnitConversion.Identity;
        var data = UnitPower.Combine(Data, other.Data, sign, ref conversion);
        var packets = UnitPower.Combine(Packets, other.Packets, sign, ref conversion);
        var time = UnitPower.Combine(Time, other.Time, sign, ref conversion);
        var percent = (IsPercent && other == None) || (sign > 0 && this == None && other.IsPercent);
        if (!percent)
        {
            conversion = conversion.Then(PercentTo(IsPercent, false));
            conversion = conversion.Then(sign > 0 ? PercentTo(other.IsPercent, false) : PercentTo(false, other.IsPercent));
        }

        result = new Unit(data, packets, time, percent);
        return new[] { data, packets, time }.All(power => Math.Abs(power.Exponent) <= MaximumExponent);
    }

    private static UnitConversion Between(UnitPower from, UnitPower to) =>
        from.Symbol is null || to.Symbol is null
            ? UnitConversion.Identity
            : UnitConversion.Between(from.Symbol, to.Symbol, from.Exponent);

    private static UnitConversion PercentTo(bool from, bool to) => (from, to) switch
    {
        (true, false) => new UnitConversion(1, 100),
        (false, true) => new UnitConversion(100, 1),
        _ => UnitConversion.Identity,
    };
}
