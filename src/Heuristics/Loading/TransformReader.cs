using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads the transform of a dependency: <c>{0: 50, 100: 100}</c>, in any order.</summary>
internal static class TransformReader
{
    /// <summary>Null when there is none, or with errors at the points that are wrong.</summary>
    public static EdgeTransform? Read(MappingReader reader, ErrorList errors)
    {
        if (reader.Find("transform") is not { } node)
        {
            return null;
        }

        var entries = reader.Entries("transform");
        var points = entries.Select(entry => Point(reader, entry, errors)).OfType<(SourceScalar Place, TransformPoint Point)>().OrderBy(point => point.Point.Input).ToList();
        if (points.Count < entries.Count || node is not SourceMapping)
        {
            return null;
        }

        var problems = EdgeTransform.Check([.. points.Select(point => point.Point)]);
        foreach (var problem in problems)
        {
            errors.Add(problem.Index < 0 ? node : points[problem.Index].Place, problem.Text, "such as {0: 50, 100: 100}");
        }

        return problems.Count == 0 ? new EdgeTransform([.. points.Select(point => point.Point)]) : null;
    }

    private static (SourceScalar Place, TransformPoint Point)? Point(MappingReader reader, SourceEntry entry, ErrorList errors)
    {
        var output = reader.AsScalar(entry.Value, entry.Key.Value);
        return Number(entry.Key, errors) is { } from && output is not null && Number(output, errors) is { } to ? (entry.Key, new(from, to)) : null;
    }

    private static int? Number(SourceScalar scalar, ErrorList errors)
    {
        if (EdgeTransform.TryNumber(scalar.Value, out var number) && number <= 100)
        {
            return number;
        }

        errors.Add(scalar, $"'{Suggestions.Shorten(scalar.Value)}' is not a whole number from 0 to 100", "such as {0: 50, 100: 100}");
        return null;
    }
}
