using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Tests.Types;

public sealed class UnitTests
{
    private static readonly string[] Texts =
    [
        "", "%", "bit", "bytes", "kB", "MiB", "Gbit", "packets", "errors", "frames", "ms", "s", "min", "h", "d", "bytes/s", "Mbit/s",
        "packets/s", "errors/min", "count/s", "bytes/packets", "bytes*s", "ms^2", "packets/s^2", "bytes*s/packets",
    ];

    [Theory]
    [InlineData("", "")]
    [InlineData(" ", "")]
    [InlineData("1", "")]
    [InlineData("ratio", "")]
    [InlineData("count", "")]
    [InlineData("byte", "bytes")]
    [InlineData("octets/s", "bytes/s")]
    [InlineData("packet/s", "packets/s")]
    [InlineData("1/s", "count/s")]
    [InlineData("count/min", "count/min")]
    [InlineData("s*bytes", "bytes*s")]
    [InlineData("ms*ms", "ms^2")]
    [InlineData("m", "min")]
    public void TryParse_KnownUnit_PrintsCanonically(string text, string canonical)
    {
        Unit.TryParse(text, out var unit).ShouldBeTrue();
        unit.ToString().ShouldBe(canonical);
    }

    [Theory]
    [InlineData("parsec")]
    [InlineData("ms/s")]
    [InlineData("bytes*bit")]
    [InlineData("%/s")]
    [InlineData("s^5")]
    [InlineData("s^0")]
    [InlineData("s^")]
    [InlineData("s^-1")]
    [InlineData("/s")]
    [InlineData("s/")]
    [InlineData("s**s")]
    [InlineData("s*s*s*s*s")]
    public void TryParse_NoUnit_IsRefused(string text) => Unit.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("bytes", "bit", 3, 24)]
    [InlineData("kbit", "bytes", 1, 125)]
    [InlineData("%", "", 35, 0.35)]
    [InlineData("", "%", 0.5, 50)]
    [InlineData("ms", "s", 3, 0.003)]
    [InlineData("h", "min", 2, 120)]
    [InlineData("d", "h", 1, 24)]
    [InlineData("Mbit/s", "bytes/s", 8, 1e6)]
    [InlineData("errors/min", "packets/s", 30, 0.5)]
    [InlineData("MiB", "KiB", 1, 1024)]
    [InlineData("s^2", "ms^2", 1, 1e6)]
    public void TryConvert_EqualDimensions_ScalesExactly(string from, string to, double value, double expected)
    {
        Of(from).TryConvert(Of(to), out var conversion).ShouldBeTrue();
        conversion.Apply(value).ShouldBe(expected);
    }

    [Theory]
    [InlineData("packets/s", "bytes/s")]
    [InlineData("packets", "packets/s")]
    [InlineData("s", "")]
    [InlineData("count/s", "s")]
    [InlineData("bytes", "bytes^2")]
    public void ConvertsTo_OtherDimensions_IsRefused(string from, string to) => Of(from).ConvertsTo(Of(to)).ShouldBeFalse();

    [Theory]
    [InlineData("ms", "packets/s", "packets", 2000, 2)]
    [InlineData("%", "packets/s", "packets/s", 50, 0.5)]
    [InlineData("%", "%", "", 2500, 0.25)]
    [InlineData("%", "", "%", 10, 10)]
    [InlineData("", "%", "%", 10, 10)]
    [InlineData("bit/s", "s", "bit", 7, 7)]
    [InlineData("bytes/packets", "packets/s", "bytes/s", 7, 7)]
    [InlineData("errors/s", "min", "errors", 1, 60)]
    public void TryMultiply_TwoUnits_GivesUnitAndScale(string left, string right, string unit, double raw, double scaled)
    {
        Of(left).TryMultiply(Of(right), out var product, out var conversion).ShouldBeTrue();
        product.ToString().ShouldBe(unit);
        conversion.Apply(raw).ShouldBe(scaled);
    }

    [Theory]
    [InlineData("errors/s", "packets/s", "", 0.25, 0.25)]
    [InlineData("ms", "s", "", 500, 0.5)]
    [InlineData("%", "%", "", 2, 2)]
    [InlineData("%", "", "%", 2, 2)]
    [InlineData("", "%", "", 2, 200)]
    [InlineData("%", "s", "count/s", 50, 0.5)]
    [InlineData("bytes", "s", "bytes/s", 3, 3)]
    [InlineData("bytes/s", "packets/s", "bytes/packets", 3, 3)]
    public void TryDivide_TwoUnits_GivesUnitAndScale(string left, string right, string unit, double raw, double scaled)
    {
        Of(left).TryDivide(Of(right), out var quotient, out var conversion).ShouldBeTrue();
        quotient.ToString().ShouldBe(unit);
        conversion.Apply(raw).ShouldBe(scaled);
    }

    [Fact]
    public void TryMultiply_PowerAboveTheLimit_IsRefused() => Of("s^4").TryMultiply(Of("ms"), out _, out _).ShouldBeFalse();

    [Fact]
    public void Print_AnyUnit_ParsesBackToTheSame()
    {
        foreach (var text in Texts)
        {
            Of(Of(text).ToString()).ShouldBe(Of(text), text);
        }
    }

    [Fact]
    public void Algebra_RandomUnits_KeepsTheMagnitude() => Seeds.Check(2000, seed =>
    {
        var random = new Random(seed);
        var (a, b, c) = (Pick(random), Pick(random), Pick(random));
        double x = random.Next(1, 1000), y = random.Next(1, 1000);

        // Multiplying and dividing give the same magnitude in base units as the numbers taken in base units.
        if (a.TryMultiply(b, out var product, out var scale))
        {
            ShouldBeClose(Base(scale.Apply(x * y), product), Base(x, a) * Base(y, b));
            b.TryMultiply(a, out var other, out _).ShouldBeTrue();
            other.ConvertsTo(product).ShouldBeTrue();
            product.TryDivide(b, out var back, out _).ShouldBeTrue();
            back.ConvertsTo(a).ShouldBeTrue();
        }

        if (a.TryDivide(b, out var quotient, out scale))
        {
            ShouldBeClose(Base(scale.Apply(x / y), quotient), Base(x, a) / Base(y, b));
        }

        // Converting is an equivalence and keeps the magnitude.
        a.ConvertsTo(b).ShouldBe(b.ConvertsTo(a));
        (a.ConvertsTo(b) && b.ConvertsTo(c) && !a.ConvertsTo(c)).ShouldBeFalse();
        if (a.TryConvert(b, out var conversion))
        {
            ShouldBeClose(Base(conversion.Apply(x), b), Base(x, a));
        }
    });

    private static Unit Pick(Random random) => Of(Texts[random.Next(Texts.Length)]);

    private static Unit Of(string text)
    {
        Unit.TryParse(text, out var unit).ShouldBeTrue(text);
        return unit;
    }

    private static double Base(double value, Unit unit)
    {
        foreach (var power in new[] { unit.Data, unit.Packets, unit.Time }.Where(power => power.Symbol is not null))
        {
            value *= Math.Pow(power.Symbol!.Numerator / power.Symbol.Denominator, power.Exponent);
        }

        return unit.IsPercent ? value / 100 : value;
    }

    private static void ShouldBeClose(double actual, double expected) => actual.ShouldBe(expected, Math.Abs(expected) * 1e-12);
}
