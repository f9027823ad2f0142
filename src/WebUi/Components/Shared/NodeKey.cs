using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>Type and identifier of a node in one text, as the drawing and the address of a page use it: <c>type|id</c>.</summary>
internal static class NodeKey
{
    public static string Of(string type, string id) => $"{type}|{id}";

    public static string Of(SubserviceReference reference) => Of(reference.Type, reference.Id);

    public static string Of(NodeHealth node) => Of(node.Node.Type, node.Node.Id);

    public static string OfService(string type, string name) => Of(SubserviceId.ServiceInstanceType, SubserviceId.ForService(type, name).Id);

    /// <summary>What kind of thing a node is: the type of the service for a service instance.</summary>
    public static string KindOf(GraphNode node) =>
        node.Type == SubserviceId.ServiceInstanceType ? node.Parameters.GetValueOrDefault("service", node.Type) : node.Type;
}
