using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Yang.Restconf;

/// <summary>The data nodes of RFC 9418, section 4, with the parameter cases of the types in use.</summary>
public static class AssuranceSchema
{
    private const string Module = AssuranceModule.Name;

    /// <summary>The datastore's root; its children are the four top-level nodes.</summary>
    public static SchemaNode Build(SubserviceTypeCatalog types) =>
        new SchemaNode("", "data", SchemaNodeKind.Container, config: true).With(
            State("assurance-graph-last-change"),
            new SchemaNode(Module, "subservices", SchemaNodeKind.Container, config: true).With(Subservice(types)),
            Container("agents", List("agent", ["id"]).With(State("id"), List("symptoms", ["id"]).With(State("id"), State("description")))),
            Container("assured-services", List("assured-service", ["service"]).With(
                State("service"),
                List("instances", ["name"]).With(State("name"), List("subservices", ["type", "id"]).With(State("type"), State("id"))))));

    private static SchemaNode Subservice(SubserviceTypeCatalog types)
    {
        var subservice = new SchemaNode(Module, "subservice", SchemaNodeKind.List, config: true, ["type", "id"]).With(
            Configured("type"),
            Configured("id"),
            State("last-change"),
            State("label"),
            new SchemaNode(Module, "under-maintenance", SchemaNodeKind.Container, config: true).With(Configured("contact")),
            State("health-score"),
            State("symptoms-history-start"),
            Container("symptoms", Symptom()),
            new SchemaNode(Module, "dependencies", SchemaNodeKind.Container, config: true).With(
                new SchemaNode(Module, "dependency", SchemaNodeKind.List, config: true, ["type", "id"]).With(
                    Configured("type"), Configured("id"), Configured("dependency-type"))));
        foreach (var type in types.All)
        {
            var container = new SchemaNode(type.Module, type.Container, SchemaNodeKind.Container, config: true);
            subservice.With(container.With([.. type.Parameters.Select(name => new SchemaNode(type.Module, name, SchemaNodeKind.Leaf, config: true))]));
        }

        return subservice;
    }

    private static SchemaNode Symptom() =>
        List("symptom", ["start-date-time", "agent-id", "symptom-id"]).With(
            State("start-date-time"), State("agent-id"), State("symptom-id"), State("health-score-weight"), State("stop-date-time"));

    private static SchemaNode Container(string name, SchemaNode child) => new SchemaNode(Module, name, SchemaNodeKind.Container, config: false).With(child);

    private static SchemaNode List(string name, string[] keys) => new(Module, name, SchemaNodeKind.List, config: false, keys);

    private static SchemaNode State(string name) => new(Module, name, SchemaNodeKind.Leaf, config: false);

    private static SchemaNode Configured(string name) => new(Module, name, SchemaNodeKind.Leaf, config: true);
}
