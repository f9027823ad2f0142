using System.Collections.Immutable;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Expressions.Types;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Fixtures;

/// <summary>Reads the tests of a package's fixture files.</summary>
internal sealed class FixtureReader(HeuristicPackage package, PackageCatalog catalog, ErrorList errors)
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyDictionary<string, MetricDefinition> _metrics = catalog.MetricsOf(package.Name);
    private readonly Dictionary<string, SourceScalar> _names = new(StringComparer.Ordinal);

    public IEnumerable<PackageFixture> Read(SourceNode root)
    {
        if (MappingReader.Open(root, "a fixture file", FixtureKeys.File, errors) is not { } reader)
        {
            return [];
        }

        reader.Require("tests");
        return [.. reader.Items("tests").Select(ReadTest).OfType<PackageFixture>()];
    }

    private PackageFixture? ReadTest(SourceNode node)
    {
        if (MappingReader.Open(node, "a test", FixtureKeys.Test, errors) is not { } reader)
        {
            return null;
        }

        var name = ReadName(reader);
        if (ReadType(reader) is not { } whole || name is null)
        {
            return null;
        }

        var level = reader.Choice("level", MonitoringLevels.ByWord, MonitoringLevel.Basic);
        var type = whole.At(level, _metrics);
        var expectations = new ExpectationReader(type, whole, errors);
        return new PackageFixture
        {
            Name = name,
            File = node.File.Path,
            Line = node.Line,
            Type = type,
            Parameters = ReadParameters(reader, type),
            Profile = ReadProfile(reader),
            Thresholds = ReadThresholds(reader, type),
            Interval = ReadInterval(reader),
            Inputs = new TimelineReader(type, whole, _metrics, errors).Read(reader),
            Expectations = expectations.Read(reader),
        };
    }

    private string? ReadName(MappingReader reader)
    {
        if (reader.Scalar("name", required: true) is not { } name)
        {
            return null;
        }

        if (!_names.TryAdd(name.Value, name))
        {
            var first = _names[name.Value];
            errors.Add(name, $"there is a test '{Suggestions.Shorten(name.Value)}' already", $"at {first.File.Path}:{first.Line}");
        }

        return name.Value;
    }

    private NodeType? ReadType(MappingReader reader)
    {
        if (reader.Scalar("type", required: true) is not { } name)
        {
            return null;
        }

        NodeType? type = package.Subservices.GetValueOrDefault(name.Value);
        type ??= package.Services.GetValueOrDefault(name.Value);
        if (type is null)
        {
            errors.AddUnknown(name, "type", name.Value, package.Subservices.Keys.Concat(package.Services.Keys));
        }

        return type;
    }

    private ImmutableSortedDictionary<string, string> ReadParameters(MappingReader reader, NodeType type)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in reader.Entries("parameters"))
        {
            if (reader.AsScalar(entry.Value, entry.Key.Value) is { } scalar)
            {
                values[entry.Key.Value] = scalar.Value;
            }
        }

        var checkedOnes = ParameterValidator.Validate(type, values);
        foreach (var error in checkedOnes.Errors)
        {
            var name = error.Pointer.Split('/')[^1];
            var given = reader.Entries("parameters").FirstOrDefault(entry => entry.Key.Value == name);
            var place = type.Parameters.Any(parameter => parameter.Name == name) ? given?.Value : given?.Key;
            errors.Add(place ?? reader.Find("parameters") ?? reader.Node, $"parameter '{Suggestions.Shorten(name)}': {error.Detail}", "give the type's parameters as a definition would");
        }

        return checkedOnes.Values;
    }

    private string? ReadProfile(MappingReader reader)
    {
        var profiles = catalog.ProfilesOf(package.Name).Select(profile => profile.Name).ToList();
        if (reader.Scalar("profile") is { } scalar && !profiles.Contains(scalar.Value))
        {
            errors.AddUnknown(scalar, "profile", scalar.Value, profiles);
        }

        return reader.Scalar("profile")?.Value;
    }

    private Dictionary<string, ExpressionConstant> ReadThresholds(MappingReader reader, NodeType type)
    {
        var thresholds = new Dictionary<string, ExpressionConstant>(StringComparer.Ordinal);
        foreach (var entry in reader.Entries("thresholds"))
        {
            if (type.Thresholds.GetValueOrDefault(entry.Key.Value) is not { } definition)
            {
                errors.AddUnknown(entry.Key, "threshold", entry.Key.Value, type.Thresholds.Keys);
            }
            else if (reader.AsScalar(entry.Value, entry.Key.Value) is { } scalar && ThresholdReader.Constant(scalar, errors) is { } value)
            {
                thresholds[entry.Key.Value] = Converted(value, definition.Value, scalar);
            }
        }

        return thresholds;
    }

    private ExpressionConstant Converted(ExpressionConstant value, ExpressionConstant wanted, SourceScalar scalar)
    {
        if (value.Type == wanted.Type && value.Unit == wanted.Unit)
        {
            return value;
        }

        if (value.Type == wanted.Type && Unit.TryParse(value.Unit, out var from) && Unit.TryParse(wanted.Unit, out var to) && from.TryConvert(value.Number, to, out var number))
        {
            return ExpressionConstant.Of(number, wanted.Unit);
        }

        errors.Add(scalar, $"'{Suggestions.Shorten(scalar.Value)}' does not convert into what the threshold is given in", $"such as {wanted.Number:G} {wanted.Unit}".TrimEnd());
        return wanted;
    }

    private TimeSpan ReadInterval(MappingReader reader)
    {
        var interval = reader.Duration("interval", DefaultInterval);
        if (interval <= TimeSpan.Zero)
        {
            errors.Add(reader.Find("interval")!, "an interval is longer than nothing", "such as 2s");
            return DefaultInterval;
        }

        return interval;
    }
}
