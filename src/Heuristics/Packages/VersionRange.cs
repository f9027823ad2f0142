namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>
/// Versions that satisfy all of a few comparisons: <c>&gt;=0.1.0 &lt;1.0.0</c>. A version without an operator is that version alone, <c>*</c> is any.
/// A pre-release satisfies a range only where one of its bounds is a pre-release of the same numbers: nobody gets one without asking for it.
/// </summary>
public sealed class VersionRange : IEquatable<VersionRange>
{
    /// <summary>What a range looks like, for messages.</summary>
    public const string Example = "such as \">=0.1.0 <1.0.0\", \"1.2.0\" or \"*\"";

    private const int MostBounds = 8;

    // The longer ones first: ">" begins ">=" too.
    private static readonly string[] Operators = [">=", "<=", ">", "<", "="];

    private readonly string _text;
    private readonly IReadOnlyList<(string Operator, SemanticVersion Version)> _bounds;

    private VersionRange(string text, IReadOnlyList<(string, SemanticVersion)> bounds) => (_text, _bounds) = (text, bounds);

    /// <summary>Every version.</summary>
    public static VersionRange Any { get; } = new("*", []);

    /// <summary>This version and later ones that do not break what stands on it: up to the next major version.</summary>
    public static VersionRange CompatibleWith(SemanticVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        _ = TryParse($">={version} <{version.Major + 1}.0.0", out var range);
        return range;
    }

    /// <summary>Reads a range; false for anything else, and <see cref="Any"/> in its stead.</summary>
    public static bool TryParse(string text, out VersionRange range)
    {
        ArgumentNullException.ThrowIfNull(text);
        range = Any;
        if (text.Trim() == "*")
        {
            return true;
        }

        var words = text.Split(' ', MostBounds + 1, StringSplitOptions.RemoveEmptyEntries);
        var bounds = words.Select(Bound).OfType<(string, SemanticVersion)>().ToList();
        var valid = words.Length is > 0 and <= MostBounds && bounds.Count == words.Length;
        range = valid ? new(string.Join(' ', words), bounds) : Any;
        return valid;
    }

    /// <summary>Whether the text is written as a comparison, which no plain value is.</summary>
    public static bool LooksLikeOne(string text) => text is ['<' or '>' or '=', ..];

    /// <summary>Whether its bounds leave no version between them, such as <c>&gt;=5 &lt;3</c>.</summary>
    public bool IsEmpty
    {
        get
        {
            var lower = _bounds.Where(bound => bound.Operator is not ("<" or "<=")).ToList();
            var upper = _bounds.Where(bound => bound.Operator is not (">" or ">=")).ToList();
            return lower.Any(low => upper.Any(high => low.Version.CompareWith(high.Version) is var order
                && (order > 0 || (order == 0 && (low.Operator == ">" || high.Operator == "<")))));
        }
    }

    public bool Contains(SemanticVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return _bounds.All(bound => Holds(bound.Operator, version.CompareWith(bound.Version)))
            && (version.PreRelease.Length == 0 || _bounds.Any(bound => bound.Version.PreRelease.Length > 0 && bound.Version.HasNumbersOf(version)));
    }

    public bool Equals(VersionRange? other) => other is not null && other._text == _text;

    public override bool Equals(object? obj) => Equals(obj as VersionRange);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;

    private static (string Operator, SemanticVersion Version)? Bound(string word)
    {
        var symbol = Operators.FirstOrDefault(word.StartsWith, "");
        return SemanticVersion.TryParseBound(word[symbol.Length..], out var version) ? (symbol, version) : null;
    }

    private static bool Holds(string symbol, int order) => symbol switch
    {
        ">=" => order >= 0,
        "<=" => order <= 0,
        ">" => order > 0,
        "<" => order < 0,
        _ => order == 0,
    };
}
