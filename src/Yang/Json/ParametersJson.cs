using System.Text.Json.Nodes;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Yang.Json;

/// <summary>The <c>parameter</c> choice: one container per type, qualified by its module unless it belongs to the base module.</summary>
internal static class ParametersJson
{
    public static (string Name, JsonObject Value) Write(AssuranceNode node, SubserviceTypeCatalog types)
    {
        types.TryGetByType(node.Id.Type, out var mapping);
        var value = new JsonObject();
        foreach (var parameter in mapping!.Parameters)
        {
            value[parameter] = node.Parameters.GetValueOrDefault(parameter, "");
        }

        return (MemberName(mapping), value);
    }

    public static string MemberName(SubserviceTypeMapping mapping) =>
        string.Equals(mapping.Module, AssuranceModule.Name, StringComparison.Ordinal) ? mapping.Container : $"{mapping.Module}:{mapping.Container}";
}
