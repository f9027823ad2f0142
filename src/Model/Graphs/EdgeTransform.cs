using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>
/// What an edge makes of the value its target passes up: a function from 0..100 to 0..100 that never falls and maps 100 to 100, so a healthy
/// dependency stays healthy and a better one is never taken for worse. Linear between its points, rounded down. Immutable, with value equality.
/// </summary>
public sealed class EdgeTransform : IEquatable<EdgeTransform>
{
    private readonly byte[] _table;

    /// <param name="points">By growing input, from 0 to 100.</param>
    /// <exception cref="ArgumentException">The points break a rule; see <see cref="Check"/>.</exception>
    public EdgeTransform(IReadOnlyList<TransformPoint> points)
    {
        if (Check(points) is [var problem, ..])
        {
            throw new ArgumentException(problem.Text, nameof(points));
        }

        Points = [.. points];
        _table = [.. Enumerable.Range(0, 101).Select(value => (byte)Interpolate(Points, value))];
    }

    /// <summary>By growing input; the first is at 0, the last is 100:100.</summary>
    public ImmutableArray<TransformPoint> Points { get; }

    /// <summary>The value taken for <paramref name="value"/>, both 0..100.</summary>
    public int Apply(int value) => _table[value];

    /// <summary>Every rule that the points break; empty when they make a transform.</summary>
    public static IReadOnlyList<TransformProblem> Check(IReadOnlyList<TransformPoint> points) =>
        points.Count == 0 ? [new(-1, "a transform needs at least the points 0 and 100")] : [.. points.Index().SelectMany(point => CheckAt(points, point.Index))];

    /// <summary>Reads the form of <see cref="ToString"/>: points as <c>input:output</c>, apart by blanks, such as <c>0:50 100:100</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EdgeTransform? transform)
    {
        transform = null;
        var points = new List<TransformPoint>();
        foreach (var part in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // No more than 101 inputs can grow from 0 to 100.
            if (points.Count > 100 || part.Split(':') is not [var input, var output] || !TryNumber(input, out var from) || !TryNumber(output, out var to))
            {
                return false;
            }

            points.Add(new(from, to));
        }

        transform = Check(points).Count == 0 ? new(points) : null;
        return transform is not null;
    }

    /// <summary>A whole number as points are written: one to three digits.</summary>
    public static bool TryNumber(string text, out int number)
    {
        number = 0;
        return text.Length is >= 1 and <= 3 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    public bool Equals(EdgeTransform? other) => other is not null && Points.AsSpan().SequenceEqual(other.Points.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as EdgeTransform);

    public override int GetHashCode() => Points.Aggregate(Points.Length, HashCode.Combine);

    public override string ToString() =>
        string.Join(' ', Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Input}:{point.Output}")));

    private static IEnumerable<TransformProblem> CheckAt(IReadOnlyList<TransformPoint> points, int index)
    {
        var point = points[index];
        if (point.Input is < 0 or > 100 || point.Output is < 0 or > 100)
        {
            yield return new(index, $"point {point.Input}:{point.Output} is outside 0..100");
            yield break;
        }

        if (index == 0 && point.Input != 0)
        {
            yield return new(index, "a transform needs a point at 0");
        }

        if (index > 0 && point.Input <= points[index - 1].Input)
        {
            yield return new(index, $"the inputs must grow, and {point.Input} follows {points[index - 1].Input}");
        }

        if (index > 0 && point.Output < points[index - 1].Output)
        {
            yield return new(index, $"a better dependency must not count for less, and {point.Output} follows {points[index - 1].Output}");
        }

        if (index == points.Count - 1 && point is not (100, 100))
        {
            yield return new(index, "a transform must map 100 to 100");
        }
    }

    private static int Interpolate(ImmutableArray<TransformPoint> points, int value)
    {
        var upper = points.First(point => point.Input >= value);
        if (upper.Input == value)
        {
            return upper.Output;
        }

        var lower = points.Last(point => point.Input < value);
        return lower.Output + ((upper.Output - lower.Output) * (value - lower.Input) / (upper.Input - lower.Input));
    }
}
