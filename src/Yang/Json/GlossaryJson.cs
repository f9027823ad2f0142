using System.Text.Json.Nodes;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Yang.Json;

/// <summary>The list <c>/agents/agent</c>: every agent that raised a shown symptom, with a description of each of its symptoms.</summary>
internal static class GlossaryJson
{
    public static JsonArray Agents(AssuranceSnapshot snapshot, IEnumerable<SnapshotNode> nodes)
    {
        var agents = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var symptom in nodes.SelectMany(node => node.Symptoms))
        {
            Of(agents, symptom.AgentId).TryAdd(symptom.Id, symptom.Text);
        }

        foreach (var entry in snapshot.Glossary)
        {
            Of(agents, entry.AgentId)[entry.SymptomId] = entry.Description;
        }

        return new JsonArray([.. agents.Select(agent => Agent(agent.Key, agent.Value))]);
    }

    private static SortedDictionary<string, string> Of(SortedDictionary<string, SortedDictionary<string, string>> agents, string agent)
    {
        if (!agents.TryGetValue(agent, out var symptoms))
        {
            agents[agent] = symptoms = new SortedDictionary<string, string>(StringComparer.Ordinal);
        }

        return symptoms;
    }

    private static JsonObject Agent(string id, SortedDictionary<string, string> symptoms)
    {
        var list = new JsonArray();
        foreach (var (symptom, description) in symptoms)
        {
            list.Add((JsonNode)new JsonObject { ["id"] = symptom, ["description"] = description });
        }

        return new JsonObject { ["id"] = id, ["symptoms"] = list };
    }
}
