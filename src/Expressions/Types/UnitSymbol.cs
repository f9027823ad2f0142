using System.Collections.Frozen;

namespace RouterAlertAssurance.Expressions.Types;

/// <summary>
/// A named unit of one dimension. Its size in the dimension's base unit (bit, packet, second) is the quotient of two
/// whole numbers, so that conversions such as 5 % to 0.05 round once and correctly.
/// </summary>
internal sealed class UnitSymbol
{
    private static readonly UnitSymbol[] All =
    [
        new(Dimension.None, "count", 1, 1, "1", "ratio"),
        new(Dimension.None, "%", 1, 100),
        new(Dimension.Data, "bit", 1, 1, "bits"),
        new(Dimension.Data, "kbit", 1e3, 1),
        new(Dimension.Data, "Mbit", 1e6, 1),
        new(Dimension.Data, "Gbit", 1e9, 1),
        new(Dimension.Data, "Tbit", 1e12, 1),
        new(Dimension.Data, "bytes", 8, 1, "byte", "B", "octet", "octets"),
        new(Dimension.Data, "kB", 8e3, 1),
        new(Dimension.Data, "MB", 8e6, 1),
        new(Dimension.Data, "GB", 8e9, 1),
        new(Dimension.Data, "TB", 8e12, 1),
        new(Dimension.Data, "KiB", 8d * 1024, 1),
        new(Dimension.Data, "MiB", 8d * 1024 * 1024, 1),
        new(Dimension.Data, "GiB", 8d * 1024 * 1024 * 1024, 1),
        new(Dimension.Data, "TiB", 8d * 1024 * 1024 * 1024 * 1024, 1),
        new(Dimension.Packets, "packets", 1, 1, "packet"),
        new(Dimension.Packets, "frames", 1, 1, "frame"),
        new(Dimension.Packets, "errors", 1, 1, "error"),
        new(Dimension.Time, "ns", 1, 1e9),
        new(Dimension.Time, "us", 1, 1e6),
        new(Dimension.Time, "ms", 1, 1e3),
        new(Dimension.Time, "s", 1, 1),
        new(Dimension.Time, "min", 60, 1, "m"),
        new(Dimension.Time, "h", 3600, 1),
        new(Dimension.Time, "d", 86400, 1),
    ];

    private static readonly FrozenDictionary<string, UnitSymbol> ByName =
        All.SelectMany(symbol => symbol._names.Select(name => KeyValuePair.Create(name, symbol))).ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string[] _names;

    private UnitSymbol(Dimension dimension, string name, double numerator, double denominator, params string[] aliases)
    {
        Dimension = dimension;
        Name = name;
        Numerator = numerator;
        Denominator = denominator;
        _names = [name, .. aliases];
    }

    public static IEnumerable<string> Names => ByName.Keys;

    public static UnitSymbol Percent { get; } = ByName["%"];

    public static UnitSymbol Second { get; } = ByName["s"];

    public Dimension Dimension { get; }

    /// <summary>The form that is printed.</summary>
    public string Name { get; }

    public double Numerator { get; }

    public double Denominator { get; }

    public static UnitSymbol? Find(string name) => ByName.GetValueOrDefault(name);
}
