using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Services;

/// <summary>Tells what a definition would do to the network's graph.</summary>
internal static class DryRunAnswers
{
    public static DryRunAnswer Of(ServiceDefinition definition, NetworkState before, NetworkState after)
    {
        var root = SubserviceId.ForService(definition.Type, definition.Name);
        var nodes = after.Plan.Graph.ClosureOf([root]).Select(id => after.Graph.Nodes[id]).ToList();
        var problems = after.Services[new(definition.Type, definition.Name)].Problems;
        return new(new GraphDocument(nodes), GraphVersioning.Difference(before.Graph, after.Graph), problems);
    }
}
