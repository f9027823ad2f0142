using System.Collections.Frozen;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <param name="Name">Its name.</param>
/// <param name="Signature">How it is called.</param>
/// <param name="Least">The fewest arguments.</param>
/// <param name="Most">The most arguments.</param>
internal sealed record Function(string Name, string Signature, int Least, int Most);

/// <summary>The functions of the language. <c>docs/expressions.md</c> has a section for each, which a test checks.</summary>
internal static class Functions
{
    private const int Many = 100;

    private static readonly FrozenDictionary<string, Function> ByName = new Function[]
    {
        new("rate", "rate(counter)", 1, 1),
        new("increase", "increase(counter)", 1, 1),
        new("absent", "absent(x)", 1, 1),
        new("min", "min(x, y, ...)", 2, Many),
        new("max", "max(x, y, ...)", 2, Many),
        new("clamp", "clamp(x, low, high)", 3, 3),
        new("abs", "abs(x)", 1, 1),
    }.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    public static Function? Find(string name) => ByName.GetValueOrDefault(name);
}
