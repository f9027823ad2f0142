using System.Text.Json.Nodes;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Yang.Json;

/// <summary>The index <c>/assured-services</c>: for each service instance its closed sub-graph.</summary>
internal static class AssuredServicesJson
{
    public static JsonArray List(IReadOnlyList<SnapshotNode> nodes, SubserviceTypeCatalog types)
    {
        var byId = nodes.ToDictionary(node => node.Node.Id);
        var services = new JsonArray();
        foreach (var service in nodes.Where(node => node.Node.Id.IsServiceInstance).GroupBy(node => node.Node.Parameters["service"], StringComparer.Ordinal))
        {
            services.Add((JsonNode)new JsonObject
            {
                ["service"] = service.Key,
                ["instances"] = new JsonArray([.. service.Select(instance => Instance(instance, byId, types))]),
            });
        }

        return services;
    }

    private static JsonObject Instance(SnapshotNode instance, Dictionary<SubserviceId, SnapshotNode> byId, SubserviceTypeCatalog types)
    {
        var members = new JsonArray();
        foreach (var id in Closure(instance.Node.Id, byId))
        {
            members.Add((JsonNode)AssuranceJson.Reference(id, types));
        }

        return new JsonObject { ["name"] = instance.Node.Parameters["instance-name"], ["subservices"] = members };
    }

    private static SortedSet<SubserviceId> Closure(SubserviceId root, Dictionary<SubserviceId, SnapshotNode> byId)
    {
        var closure = new SortedSet<SubserviceId> { root };
        var pending = new Stack<SubserviceId>(closure);
        while (pending.TryPop(out var id))
        {
            foreach (var edge in byId[id].Node.Dependencies)
            {
                if (closure.Add(edge.Target))
                {
                    pending.Push(edge.Target);
                }
            }
        }

        return closure;
    }
}
