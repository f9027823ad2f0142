using System.Text.Json.Nodes;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Yang.Json;

/// <summary>Writes a snapshot as the RFC 9418 tree in the encoding of RFC 7951.</summary>
public static class AssuranceJson
{
    /// <summary>The whole datastore: graph change time, subservices, agents and assured services of the same instant.</summary>
    public static JsonObject Datastore(AssuranceSnapshot snapshot, SubserviceTypeCatalog types)
    {
        var nodes = snapshot.Nodes.Where(node => types.TryGetByType(node.Node.Id.Type, out _)).OrderBy(node => node.Node.Id).ToArray();
        var subservices = new JsonArray([.. nodes.Select(node => Subservice(node, snapshot.Time, types))]);
        return new JsonObject
        {
            [$"{AssuranceModule.Name}:assurance-graph-last-change"] = YangDateTime.Format(LastChange(snapshot)),
            [$"{AssuranceModule.Name}:subservices"] = new JsonObject { ["subservice"] = subservices },
            [$"{AssuranceModule.Name}:agents"] = new JsonObject { ["agent"] = GlossaryJson.Agents(snapshot, nodes) },
            [$"{AssuranceModule.Name}:assured-services"] = new JsonObject { ["assured-service"] = AssuredServicesJson.List(nodes, types) },
        };
    }

    /// <summary>The configuration subset of nodes: what an orchestrator sends to an agent, under <c>ietf-service-assurance:subservices</c>.</summary>
    public static JsonObject Configuration(IEnumerable<AssuranceNode> nodes, SubserviceTypeCatalog types, DateTimeOffset time) =>
        new()
        {
            [$"{AssuranceModule.Name}:subservices"] = new JsonObject
            {
                ["subservice"] = new JsonArray([.. nodes.OrderBy(node => node.Id).Select(node => Configured(node, time, types))]),
            },
        };

    private static DateTimeOffset LastChange(AssuranceSnapshot snapshot) =>
        snapshot.Nodes.Aggregate(snapshot.GraphLastChange, (latest, node) => node.Node.LastChange > latest ? node.Node.LastChange : latest);

    private static JsonObject Subservice(SnapshotNode node, DateTimeOffset time, SubserviceTypeCatalog types)
    {
        var json = Configured(node.Node, time, types);
        var (shown, historyStart) = SymptomList.Reduce(node.Symptoms, node.SymptomsHistoryStart);
        json["last-change"] = YangDateTime.Format(node.Node.LastChange);
        json["label"] = node.Node.Label;
        json["health-score"] = node.Score.Value;
        if (historyStart is { } start)
        {
            json["symptoms-history-start"] = YangDateTime.Format(start);
        }

        if (shown.Count > 0)
        {
            json["symptoms"] = new JsonObject { ["symptom"] = new JsonArray([.. shown.Select(SymptomEntry)]) };
        }

        return json;
    }

    private static JsonObject Configured(AssuranceNode node, DateTimeOffset time, SubserviceTypeCatalog types)
    {
        var json = Reference(node.Id, types);
        if (node.Maintenance is { } maintenance && maintenance.IsActiveAt(time))
        {
            json["under-maintenance"] = new JsonObject { ["contact"] = maintenance.Contact };
        }

        var (name, parameters) = ParametersJson.Write(node, types);
        json[name] = parameters;
        if (node.Dependencies.Length > 0)
        {
            json["dependencies"] = new JsonObject { ["dependency"] = new JsonArray([.. node.Dependencies.OrderBy(edge => edge.Target).Select(edge => Edge(edge, types))]) };
        }

        return json;
    }

    internal static JsonObject Reference(SubserviceId id, SubserviceTypeCatalog types) =>
        new() { ["type"] = IdentityOf(id, types), ["id"] = id.Id };

    private static string IdentityOf(SubserviceId id, SubserviceTypeCatalog types) =>
        types.TryGetByType(id.Type, out var mapping)
            ? mapping.IdentityText
            : throw new ArgumentException($"Subservice type '{id.Type}' has no YANG identity; the type catalogue and the graph do not belong together.", nameof(id));

    private static JsonObject Edge(Dependency edge, SubserviceTypeCatalog types)
    {
        var json = Reference(edge.Target, types);
        json["dependency-type"] = edge.Type == DependencyType.Impacting ? "impacting" : "informational";
        return json;
    }

    private static JsonObject SymptomEntry(Symptom symptom)
    {
        var json = new JsonObject
        {
            ["start-date-time"] = YangDateTime.Format(symptom.Start),
            ["agent-id"] = symptom.AgentId,
            ["symptom-id"] = symptom.Id,
            ["health-score-weight"] = symptom.Weight,
        };
        if (symptom.Stop is { } stop)
        {
            // "Must be after the start-date-time": an occurrence shorter than the written resolution still gets a later stop.
            json["stop-date-time"] = YangDateTime.Format(stop > symptom.Start.AddTicks(10) ? stop : symptom.Start.AddTicks(10));
        }

        return json;
    }
}
