using System.Text.RegularExpressions;

namespace RouterAlertAssurance.Expressions.Tests;

/// <summary>
/// Random well-typed texts over <see cref="Scopes.WithSeries"/> with functions over time and over series. What is exact in doubles whatever the order of
/// summation is kept apart from what is not, so that two ways to compute never differ in a comparison.
/// </summary>
internal sealed partial class RandomTexts(Random random)
{
    /// <summary>A text and what its values have: no labels, the device, or device and port.</summary>
    internal readonly record struct Typed(string Text, int Rank);

    public string Any(int depth) => random.Next(3) switch
    {
        0 => Truth(depth).Text,
        1 => Exact(depth).Text,
        _ => Inexact(depth).Text,
    };

    public Typed Exact(int depth)
    {
        if (depth <= 0)
        {
            return Leaf();
        }

        switch (random.Next(11))
        {
            case 0:
                return Leaf();
            case 1:
                return Pair("({0} " + Pick("+", "-", "*") + " {1})", Exact(depth - 1), Exact(depth - 2));
            case 2:
                return Pair(Pick("min", "max") + "({0}, {1})", Exact(depth - 1), Exact(depth - 1));
            case 3:
                return Pair("(if {0} then {1} else ", Truth(depth - 1), Exact(depth - 2), Exact(depth - 2), "{2})");
            case 4:
                return Map("abs(-{0})", Exact(depth - 1));
            case 5 or 6:
                return Map(Pick("min", "max", "sum", "count", "delta", "changes") + "({0} over " + Span() + ")", Exact(depth - 1));
            case 7:
                return Map(Pick("count", "changes") + "({0} over " + Span() + ")", random.Next(3) == 0 ? Text() : Truth(depth - 1));
            case 8:
                return Map("increase({0} over " + Span() + ")", Counter()) is var counted
                    ? counted with { Text = counted.Text + " / 1 " + (counted.Text.Contains("errors", StringComparison.Ordinal) ? "errors" : "packets") }
                    : default;
            default:
                return Together(Pick("sum", "min", "max", "count"), Exact(depth - 1));
        }
    }

    public Typed Inexact(int depth) => random.Next(8) switch
    {
        0 => Map(Pick("avg", "ewma", "deviation") + "({0} over " + Span() + ")", Exact(depth - 1)),
        1 => Map("quantile(" + Pick("0", "0.5", "95 %", "1", "33 %") + ", {0} over " + Span() + ")", Exact(depth - 1)),
        2 => Map(Pick("rate", "extrapolated-rate") + "({0} over " + Span() + ")", Counter()),
        3 => Together("avg", Exact(depth - 1)),
        4 => Pair("({0} / {1})", Exact(depth - 1), Exact(depth - 1)),
        5 => Map("avg({0} over " + Span() + ")", depth > 0 ? Map("quantile(10 %, {0} over " + Span() + ")", Exact(depth - 1)) : Leaf()),
        6 when depth > 0 => Together(Pick("sum", "max"), Inexact(depth - 1)),
        _ => Map("rate({0})", Counter()),
    };

    public Typed Truth(int depth)
    {
        if (depth <= 0)
        {
            return random.Next(3) switch
            {
                0 => new(Pick("up", "ready"), 0),
                1 => new("flag", 1),
                _ => Map("absent({0})", random.Next(2) == 0 ? Leaf() : Counter()),
            };
        }

        return random.Next(8) switch
        {
            0 => Map("({0} " + Pick("<", ">", ">=") + " " + random.Next(-5, 40) + ".37)", Exact(depth - 1)),
            1 => Pair("({0} " + Pick("<", "==", ">=", "!=") + " {1})", Exact(depth - 1), Exact(depth - 1)),
            2 => Pair("({0} " + Pick("and", "or") + " {1})", Truth(depth - 1), Truth(depth - 1)),
            3 => Map("(not {0})", Truth(depth - 1)),
            4 => Map("({0} " + Pick("in", "not in") + " (1, 2, 3))", Exact(depth - 1)),
            5 => Map("({0} " + Pick("in", "not in") + " (\"up\", \"down\"))", Text()),
            6 => Together(Pick("any", "all"), Truth(depth - 1)),
            _ => Map("absent({0})", Exact(depth - 1)),
        };
    }

    private Typed Leaf() => random.Next(9) switch
    {
        0 => new(random.Next(6).ToString(System.Globalization.CultureInfo.InvariantCulture), 0),
        1 => new("a", 0),
        2 => new("b", 0),
        3 => new("y", 1),
        4 => new("y[device != \"d1\"]", 1),
        5 => new(Pick("x[port == \"p1\"]", "x[device in (\"d1\", \"d2\"), port != \"p9\"]", "x[port not in (\"p1\", \"p2\")]"), 2),
        6 => Map("(age({0}) / 1 s)", new(Pick("a", "interval"), 0)),
        _ => new("x", 2),
    };

    private Typed Counter() => random.Next(3) switch
    {
        0 => new("in-errors", 0),
        1 => new("in-packets", 0),
        _ => new(Pick("sent", "sent[port == \"p1\"]"), 2),
    };

    private Typed Text() => random.Next(2) == 0 ? new("oper-state", 0) : new("mode", 2);

    // One of all, or one for each device; what has one value stays as it is.
    private Typed Together(string function, Typed operand) => operand.Rank == 0
        ? operand
        : operand.Rank == 2 && random.Next(2) == 0
            ? new($"{function}({operand.Text} {Pick("by device", "without port", "by (device)")})", 1)
            : new($"{function}({operand.Text})", 0);

    private string Span() => Pick("1 ms", "7 s", "7 s", "20 s", "20 s", "45 s", "2 min", "span");

    private static Typed Map(string form, Typed operand) =>
        new(form.Replace("{0}", form.Contains(" over ", StringComparison.Ordinal) ? Changing(operand.Text) : operand.Text, StringComparison.Ordinal), operand.Rank);

    // What reads no input has no samples over time.
    private static string Changing(string text) => InputName().IsMatch(text) ? text : $"(if up then {text} else {text})";

    [GeneratedRegex(@"\b(a|b|x|y|interval|up|ready|flag|oper-state|mode|sent|in-errors|in-packets)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InputName();

    private static Typed Pair(string form, Typed a, Typed b, Typed c = default, string rest = "") => new(
        (form + rest).Replace("{0}", a.Text, StringComparison.Ordinal).Replace("{1}", b.Text, StringComparison.Ordinal).Replace("{2}", c.Text, StringComparison.Ordinal),
        Math.Max(a.Rank, Math.Max(b.Rank, c.Rank)));

    private T Pick<T>(params T[] from) => from[random.Next(from.Length)];
}
