using System.Globalization;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Fixtures;

/// <summary>Reads what a test expects.</summary>
/// <param name="type">The type on the level of the test.</param>
/// <param name="whole">The type on the highest level, for a better error.</param>
/// <param name="errors">Where errors go.</param>
internal sealed class ExpectationReader(NodeType type, NodeType whole, ErrorList errors)
{
    private const string InputMissing = "input-missing";

    public IReadOnlyList<FixtureExpectation> Read(MappingReader test)
    {
        test.Require("expect");
        var items = test.Items("expect");
        if (items.Count == 0 && test.Find("expect") is SourceSequence empty)
        {
            errors.Add(empty, "a test expects something", "such as {at: 10s, score: 100, symptoms: []}");
        }

        return [.. items.Select(ReadOne).OfType<FixtureExpectation>().OrderBy(expectation => expectation.At)];
    }

    private FixtureExpectation? ReadOne(SourceNode node)
    {
        if (MappingReader.Open(node, "an expectation", FixtureKeys.Expectation, errors) is not { } reader)
        {
            return null;
        }

        reader.Require("at");
        var at = reader.Duration("at", TimeSpan.Zero);
        if (FixtureKeys.Expectation.Skip(1).All(key => reader.Find(key) is null))
        {
            errors.Add(node, "nothing is expected", "add score, coverage or symptoms");
        }

        return new FixtureExpectation(at, ReadScore(reader), ReadCoverage(reader), ReadSymptoms(reader), node.Line);
    }

    private static int? ReadScore(MappingReader reader) => reader.Find("score") switch
    {
        null => null,
        SourceScalar { Value: "unknown" } => -1,
        _ => reader.Integer("score", -1, 100, 0),
    };

    private double? ReadCoverage(MappingReader reader)
    {
        if (reader.Scalar("coverage") is not { } scalar)
        {
            return null;
        }

        var isPercent = scalar.Value.EndsWith('%');
        if (double.TryParse(scalar.Value.TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= (isPercent ? 100 : 1))
        {
            return isPercent ? number / 100 : number;
        }

        errors.Add(scalar, $"'{Suggestions.Shorten(scalar.Value)}' is no share", "such as 50 % or 0.5");
        return null;
    }

    private List<ExpectedSymptom>? ReadSymptoms(MappingReader reader) =>
        reader.Find("symptoms") is null ? null : [.. reader.Items("symptoms").Select(ReadSymptom).OfType<ExpectedSymptom>()];

    private ExpectedSymptom? ReadSymptom(SourceNode node)
    {
        if (node is SourceScalar scalar)
        {
            return CheckName(scalar) ? new ExpectedSymptom(scalar.Value, null, null) : null;
        }

        if (MappingReader.Open(node, "a symptom", FixtureKeys.Symptom, errors) is not { } reader || reader.Scalar("name", required: true) is not { } name)
        {
            return null;
        }

        int? weight = reader.Find("weight") is null ? null : reader.Integer("weight", 0, 100, 0);
        return CheckName(name) ? new ExpectedSymptom(name.Value, weight, reader.Scalar("text")?.Value) : null;
    }

    private bool CheckName(SourceScalar scalar)
    {
        var slash = scalar.Value.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? scalar.Value : scalar.Value[..slash];
        var series = slash < 0 ? null : scalar.Value[(slash + 1)..];
        if (name == InputMissing)
        {
            return CheckInput(scalar, series);
        }

        if (type.Symptoms.FirstOrDefault(symptom => symptom.Name == name) is { } symptom)
        {
            return CheckSeries(scalar, symptom, series);
        }

        if (whole.Symptoms.Any(symptom => symptom.Name == name))
        {
            errors.Add(scalar, $"symptom '{name}' is raised on the level advanced only", "add 'level: advanced' to the test");
        }
        else
        {
            errors.AddUnknown(scalar, "symptom", name, type.Symptoms.Select(known => known.Name).Append(InputMissing));
        }

        return false;
    }

    private bool CheckInput(SourceScalar scalar, string? input)
    {
        var isKnown = input is not null && type.Inputs.ContainsKey(input);
        if (!isKnown)
        {
            errors.AddUnknown(scalar, "input", input ?? "", type.Inputs.Keys);
        }

        return isKnown;
    }

    private bool CheckSeries(SourceScalar scalar, SymptomDefinition symptom, string? series)
    {
        var labels = symptom.ForEach;
        if ((series?.Split('/').Length ?? 0) == labels.Names.Length)
        {
            return true;
        }

        errors.Add(
            scalar,
            labels.IsEmpty ? $"symptom '{symptom.Name}' has no series" : $"symptom '{symptom.Name}' is raised for each {labels}",
            labels.IsEmpty ? $"write {symptom.Name}" : $"write {symptom.Name}/{string.Join('/', labels.Names)} with the values");
        return false;
    }
}
