using System.Text.Json;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Orchestrator.Api;

namespace RouterAlertAssurance.Orchestrator.Facts;

/// <summary>Reads a report of facts and checks every field.</summary>
internal static class FactsReader
{
    public const int MostFacts = 5000;
    private const int MostFields = 30;

    public static FactsReport Read(JsonElement body, string agentId, ErrorList errors)
    {
        var reader = new ObjectReader(body, "", errors);
        NameInPath.Check(reader, "agentId", agentId, errors);
        var report = new FactsReport(
            agentId,
            reader.Count("revision", required: true) ?? 0,
            reader.Time("observed", required: true) ?? default,
            [.. reader.Items("facts", MostFacts, required: true).Select(item => Fact(item.Element, item.Pointer, errors))]);
        reader.Finish();
        return report;
    }

    private static FactDocument Fact(JsonElement element, string pointer, ErrorList errors)
    {
        var reader = new ObjectReader(element, pointer, errors);
        var relation = reader.Text("relation", TextRules.Key, required: true) ?? "";
        var fields = reader.TextMap("fields", TextRules.Key, MostFields);
        if (reader.IsObject && !fields.ContainsKey("device"))
        {
            errors.Add(reader.PointerTo("fields"), "'device' is missing");
        }

        reader.Finish();
        return new(relation, fields);
    }
}
