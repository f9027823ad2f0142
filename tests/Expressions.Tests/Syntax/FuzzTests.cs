using System.Text;

namespace RouterAlertAssurance.Expressions.Tests.Syntax;

public sealed class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "a", "b", "in-errors", "oper-state", "up", "rate(", "absent(", "min(", "clamp(", "(", ")", ",", "+", "-", "*", "/", "%", "==", "=",
        "!", "<", ">=", "and", "or", "not", "NOT", "if", "in", "5", "1.5", "1e400", ".", "s", "packets/s", "Mbps", "\"", "'up'", "\\", "#",
        "\n", "\r", " ", "\0", "\ud800", "\u2028", "é", "{", "]", "&", "|", "true", "5 s-x",
        "if ", " then ", " else ", " in (", " not in (", "x[", "x[device == \"d1\"]", "device", "port", "[", "]", " by ", " without ", " over ", "1 min",
        "avg(", "sum(", "any(", "quantile(95 %, ", "extrapolated-rate(", "age(", "sent", "span", "x", "y", "flag", "mode",
    ];

    [Fact]
    public void Compile_RandomBytes_GivesErrorsWithinTheText() => Seeds.Check(3000, seed =>
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        CheckErrors(Encoding.Latin1.GetString(bytes));
    });

    [Fact]
    public void Compile_RandomPieces_GivesErrorsWithinTheText() => Seeds.Check(5000, seed =>
    {
        var random = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Pieces[random.Next(Pieces.Length)] + (random.Next(2) == 0 ? " " : "")));
        CheckErrors(text);
    });

    [Fact]
    public void Compile_MutatedExpression_GivesErrorsWithinTheText() => Seeds.Check(3000, seed =>
    {
        var expressions = new RandomExpressions(seed);
        var text = new StringBuilder(expressions.Typed(4).ToString());
        for (var i = expressions.Random.Next(1, 5); i > 0; i--)
        {
            var at = expressions.Random.Next(text.Length + 1);
            text.Remove(at, Math.Min(text.Length - at, expressions.Random.Next(4)));
            text.Insert(at, Pieces[expressions.Random.Next(Pieces.Length)]);
        }

        CheckErrors(text.ToString());
    });

    [Fact]
    public void Compile_MutatedOverTimeAndSeries_GivesErrorsWithinTheText() => Seeds.Check(3000, seed =>
    {
        var random = new Random(seed);
        var text = new StringBuilder(new RandomTexts(random).Any(4));
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            text.Remove(at, Math.Min(text.Length - at, random.Next(4)));
            text.Insert(at, Pieces[random.Next(Pieces.Length)]);
        }

        CheckErrors(text.ToString());
    });

    [Fact]
    public void Compile_PrefixOfAnExpression_GivesErrorsWithinTheText()
    {
        const string Text = "not (rate(in-errors) > 1.5 errors/s) or oper-state != 'up' and max(a, -b, 2e1) % 5 == 3";
        const string Series = "if any(x[device in ('d1', 'd2'), port != \"p\"] not in (1, 2)) then max(sum(x by (device)) over 5 min) else quantile(5 %, a over span)";
        foreach (var text in new[] { Text, Series })
        {
            for (var length = 0; length <= text.Length; length++)
            {
                CheckErrors(text[..length]);
                CheckErrors(text[length..]);
            }
        }
    }

    private static void CheckErrors(string text)
    {
        var result = ExpressionCompiler.Compile(text, Scopes.WithSeries);

        (result.Expression is null).ShouldBe(result.Errors.Count > 0, text);
        result.Errors.Count.ShouldBeLessThanOrEqualTo(100);
        foreach (var error in result.Errors)
        {
            error.Position.Offset.ShouldBeInRange(0, text.Length, text);
            (error.Position.Offset + error.Length).ShouldBeInRange(error.Position.Offset, text.Length, text);
            error.Position.Line.ShouldBeGreaterThan(0);
            error.Position.Column.ShouldBeInRange(1, error.Position.Offset + 1);
            error.Message.ShouldContain(error.Length > 0 ? "'" : "the end", Case.Sensitive, text);
            error.Suggestion.ShouldNotBeNullOrWhiteSpace(text);
        }
    }
}
