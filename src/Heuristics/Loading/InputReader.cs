using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

internal static class InputReader
{
    private static readonly string[] OfMetric = ["with"];

    public static Dictionary<string, InputBinding> Read(TypeDraft draft, TypeScope scope)
    {
        var inputs = new Dictionary<string, InputBinding>(StringComparer.Ordinal);
        foreach (var entry in draft.Reader.Entries("inputs"))
        {
            if (ReadInput(entry, draft, scope) is { } input)
            {
                inputs[input.Name] = input;
            }
        }

        return inputs;
    }

    private static InputBinding? ReadInput(SourceEntry entry, TypeDraft draft, TypeScope scope)
    {
        if (MappingReader.Open(entry.Value, "an input", PackageKeys.Input, scope.Errors) is not { } reader || !reader.CheckName(entry.Key))
        {
            return null;
        }

        switch (reader.Find("metric"), reader.Find("fact"))
        {
            case (null, null):
                scope.Errors.Add(reader.Node, "an input reads a metric or a fact, and key 'metric' or 'fact' is missing", "such as {metric: interface-oper-up}");
                return null;
            case ({ }, { } fact):
                scope.Errors.Add(fact, "an input reads a metric or a fact, not both", "leave one of them out");
                return null;
            case (null, _):
                CheckKeys(reader, OfMetric, "a metric", scope.Errors);
                return FactInputReader.Read(entry.Key.Value, reader, draft, scope.Errors);
            default:
                CheckKeys(reader, FactInputReader.Keys, "a fact", scope.Errors);
                return ReadMetric(entry.Key.Value, reader, draft, scope);
        }
    }

    private static void CheckKeys(MappingReader reader, IEnumerable<string> keys, string what, ErrorList errors)
    {
        foreach (var node in keys.Select(reader.Find).OfType<SourceNode>())
        {
            errors.Add(node, $"only an input that reads {what} has this key", "leave it out");
        }
    }

    private static InputBinding? ReadMetric(string input, MappingReader reader, TypeDraft draft, TypeScope scope)
    {
        if (reader.Scalar("metric") is not { } name)
        {
            return null;
        }

        var with = With(reader, draft, scope.Errors);
        if (!scope.Metrics.TryGetValue(name.Value, out var metric))
        {
            scope.TellUnknownMetric(name);
            return null;
        }

        CheckBindings(reader, metric, with, draft, scope.Errors);
        return new InputBinding(input, metric.Name, with, reader.Boolean("required", fallback: true));
    }

    private static Dictionary<string, string> With(MappingReader reader, TypeDraft draft, ErrorList errors)
    {
        var parameters = draft.Parameters.Select(parameter => parameter.Name).ToList();
        var with = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in reader.Entries("with"))
        {
            if (reader.AsScalar(entry.Value, entry.Key.Value) is not { } value)
            {
                continue;
            }

            TemplateChecks.Check(value, name => parameters.Contains(name) ? ReferenceCheck.Known : ReferenceCheck.Unknown("parameter", parameters), errors);
            with[entry.Key.Value] = value.Value;
        }

        return with;
    }

    private static void CheckBindings(MappingReader reader, MetricDefinition metric, Dictionary<string, string> with, TypeDraft draft, ErrorList errors)
    {
        foreach (var entry in reader.Entries("with").Where(entry => !metric.Parameters.Contains(entry.Key.Value)))
        {
            errors.AddUnknown(entry.Key, $"parameter of metric '{metric.Name}':", entry.Key.Value, metric.Parameters);
        }

        var unbound = metric.Parameters.Where(name => !with.ContainsKey(name) && draft.Parameters.All(parameter => parameter.Name != name));
        foreach (var name in unbound)
        {
            errors.Add(reader.Node, $"parameter '{name}' of metric '{metric.Name}' is not bound", $"add it under 'with'");
        }
    }
}
