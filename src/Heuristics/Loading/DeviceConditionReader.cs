using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads <c>when</c> of an implementation: <c>{os: linux, os-version: "&gt;=5.10 &lt;7", model: [a, b]}</c>.</summary>
internal static class DeviceConditionReader
{
    private const string RangeExample = "such as \">=5.10 <7\"";

    public static Dictionary<string, DeviceCondition> Read(MappingReader reader, ErrorList errors)
    {
        var conditions = new Dictionary<string, DeviceCondition>(StringComparer.Ordinal);
        foreach (var entry in reader.Entries("when").Where(entry => reader.CheckName(entry.Key)))
        {
            if (Condition(reader, entry, errors) is { } condition)
            {
                conditions[entry.Key.Value] = condition;
            }
        }

        return conditions;
    }

    private static DeviceCondition? Condition(MappingReader reader, SourceEntry entry, ErrorList errors)
    {
        if (entry.Value is not SourceSequence list)
        {
            return One(reader, entry.Value, entry.Key.Value, errors);
        }

        if (list.Items.Count == 0)
        {
            errors.Add(list, "an empty list would never hold", "name values of which one must hold");
        }

        return DeviceCondition.AnyOf(list.Items.Select(item => One(reader, item, entry.Key.Value, errors)).OfType<DeviceCondition>());
    }

    private static DeviceCondition? One(MappingReader reader, SourceNode node, string name, ErrorList errors)
    {
        if (reader.AsScalar(node, name) is not { } scalar)
        {
            return null;
        }

        if (!DeviceCondition.TryParse(scalar.Value, out var condition))
        {
            errors.Add(scalar, $"'{Suggestions.Shorten(scalar.Value)}' is no range of versions", RangeExample);
        }
        else if (condition.HasEmptyRange)
        {
            errors.Add(scalar, $"no version is in the range '{Suggestions.Shorten(scalar.Value)}'", RangeExample);
        }

        return condition;
    }
}
