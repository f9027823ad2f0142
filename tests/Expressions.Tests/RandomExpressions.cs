using RouterAlertAssurance.Expressions.Syntax;

namespace RouterAlertAssurance.Expressions.Tests;

/// <summary>Random trees: well typed ones over <see cref="Scopes.Default"/>, and ones that merely parse.</summary>
internal sealed class RandomExpressions(int seed)
{
    private static readonly string[] Dimensions = ["plain", "time", "data", "rate"];
    private readonly Random _random = new(seed);

    public Random Random => _random;

    public SyntaxNode Any(int depth) => (depth <= 0 ? _random.Next(4) : _random.Next(14)) switch
    {
        0 => Number(_random.NextDouble() * Math.Pow(10, _random.Next(-30, 30)), Pick("", "", "%", "s", "packets/s", "min", "bytes/s")),
        1 => new NameSyntax(default, 0, Pick("a", "in-errors", "s", "min", "x.y_2", "bytes", "not-x", "ms")),
        2 => new TextSyntax(default, 0, Pick("", "it's", "\"q\"", "\\", "\n\r\t", "\ud800 \u00e9 #", "a b")),
        3 => new BooleanSyntax(default, 0, _random.Next(2) == 0),
        4 => new UnarySyntax(default, 0, (UnaryOperator)_random.Next(2), Any(depth - 1)),
        5 => new CallSyntax(default, 0, Pick("f", "min", "s", "rate"), [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Argument(depth - 1))]),
        6 => new ConditionalSyntax(default, 0, Any(depth - 1), Any(depth - 1), Any(depth - 1)),
        7 => new MembershipSyntax(default, 0, Any(depth - 1), [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Any(depth - 1))], _random.Next(2) == 0),
        8 => new SelectionSyntax(default, 0, Name(Pick("x", "s", "min")), [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Condition())]),
        _ => new BinarySyntax(default, 0, (BinaryOperator)_random.Next(13), Any(depth - 1), Any(depth - 1)),
    };

    private SyntaxNode Argument(int depth) => _random.Next(4) switch
    {
        0 => new OverSyntax(default, 0, Any(depth), _random.Next(2) == 0 ? Name(Pick("span", "s", "in-errors")) : Number(_random.Next(1, 100), Pick("s", "min", "d", "", "%"))),
        1 => new GroupingSyntax(default, 0, Any(depth), [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Name(Pick("device", "port", "s")))], _random.Next(2) == 0),
        _ => Any(depth),
    };

    private LabelConditionSyntax Condition() =>
        new(default, Pick("device", "port", "s"), [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Pick("", "eth0", "\"q\"", "]"))], _random.Next(2) == 0);

    public SyntaxNode Typed(int depth) => _random.Next(4) switch
    {
        0 => Numeric(Pick(Dimensions), depth),
        1 => Text(),
        _ => Logical(depth),
    };

    private SyntaxNode Logical(int depth) => (depth <= 0 ? _random.Next(2) : _random.Next(9)) switch
    {
        0 => new BooleanSyntax(default, 0, _random.Next(2) == 0),
        1 => Name(Pick("up", "ready", "strict")),
        2 => new UnarySyntax(default, 0, UnaryOperator.Not, Logical(depth - 1)),
        3 => Binary(BinaryOperator.And, Logical(depth - 1), Logical(depth - 1)),
        4 => Binary(BinaryOperator.Or, Logical(depth - 1), Logical(depth - 1)),
        5 => Binary(Pick(BinaryOperator.Equal, BinaryOperator.NotEqual), Text(), Text()),
        6 => Binary(Pick(BinaryOperator.Equal, BinaryOperator.NotEqual), Logical(depth - 1), Logical(depth - 1)),
        7 => Call("absent", Absentable(depth - 1)),
        _ => Comparison(depth - 1),
    };

    private BinarySyntax Comparison(int depth)
    {
        var dimension = Pick(Dimensions);
        return Binary((BinaryOperator)_random.Next((int)BinaryOperator.Equal, (int)BinaryOperator.Add), Numeric(dimension, depth), Numeric(dimension, depth));
    }

    private SyntaxNode Absentable(int depth) => _random.Next(4) switch
    {
        0 => Name(Pick("in-errors", "in-octets")),
        1 => Text(),
        2 => Logical(depth),
        _ => Numeric(Pick(Dimensions), depth),
    };

    private SyntaxNode Numeric(string dimension, int depth)
    {
        if (depth <= 0)
        {
            return Leaf(dimension);
        }

        return _random.Next(8) switch
        {
            0 => Leaf(dimension),
            1 => new UnarySyntax(default, 0, UnaryOperator.Negate, Numeric(dimension, depth - 1)),
            2 => Binary(BinaryOperator.Multiply, Numeric(dimension, depth - 1), Numeric("plain", depth - 1)),
            3 => Binary(BinaryOperator.Divide, Numeric(dimension, depth - 1), Numeric("plain", depth - 1)),
            4 when dimension == "plain" => Quotient(depth - 1),
            4 => Call("abs", Numeric(dimension, depth - 1)),
            5 => Call(Pick("min", "max"), [.. Enumerable.Range(0, _random.Next(2, 4)).Select(_ => Numeric(dimension, depth - 1))]),
            6 => Call("clamp", Numeric(dimension, depth - 1), Numeric(dimension, depth - 1), Numeric(dimension, depth - 1)),
            _ => Binary(
                Pick(BinaryOperator.Add, BinaryOperator.Subtract, BinaryOperator.Remainder), Numeric(dimension, depth - 1), Numeric(dimension, depth - 1)),
        };
    }

    private BinarySyntax Quotient(int depth)
    {
        var dimension = Pick(Dimensions);
        return Binary(BinaryOperator.Divide, Numeric(dimension, depth), Numeric(dimension, depth));
    }

    private SyntaxNode Leaf(string dimension) => (dimension, _random.Next(3)) switch
    {
        ("plain", 0) => Number(_random.Next(6), Pick("", "%", "ratio")),
        ("plain", 1) => Name(Pick("a", "b", "loss", "share", "loss-limit", "factor")),
        ("plain", _) => Call("rate", Name("cpu-time")),
        ("time", 0) => Number(_random.Next(6), Pick("ms", "s", "min", "h")),
        ("time", 1) => Name(Pick("delay", "interval")),
        ("time", _) => Call("increase", Name("cpu-time")),
        ("data", 0) => Number(_random.Next(6), Pick("bytes", "bit", "kB", "MiB")),
        ("data", 1) => Name(Pick("memory-used", "memory-total")),
        ("data", _) => Call("increase", Name("in-octets")),
        (_, 0) => Number(_random.Next(6), Pick("packets/s", "errors/min")),
        (_, 1) => Name("error-limit"),
        _ => Call("rate", Name(Pick("in-errors", "in-packets"))),
    };

    private SyntaxNode Text() => _random.Next(3) switch
    {
        0 => new TextSyntax(default, 0, Pick("up", "down")),
        1 => Name("wanted-state"),
        _ => Name("oper-state"),
    };

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];

    private static NumberSyntax Number(double value, string unit) => new(default, 0, value, unit);

    private static NameSyntax Name(string name) => new(default, 0, name);

    private static CallSyntax Call(string function, params SyntaxNode[] arguments) => new(default, 0, function, arguments);

    private static BinarySyntax Binary(BinaryOperator op, SyntaxNode left, SyntaxNode right) => new(default, 0, op, left, right);
}
