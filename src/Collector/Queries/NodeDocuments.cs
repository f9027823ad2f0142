using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>Makes answers out of the current state.</summary>
internal static class NodeDocuments
{
    public static NodeHealth Of(NetworkState state, NodeView view) => new()
    {
        Node = view.Entry.Node,
        Status = view.Status,
        Reported = view.Reported,
        Services = state.Graph.ServicesOf(view.Entry.Id),
    };

    public static HealthGraph Graph(NetworkState state, IEnumerable<GraphEntry> entries) => new()
    {
        Version = state.Graph.Version,
        From = state.Graph.From,
        Nodes = [.. entries.Select(entry => Of(state, state.Views[entry.Id]))],
    };

    public static SubserviceItem Item(NodeView view) => new()
    {
        Type = view.Entry.Id.Type,
        Id = view.Entry.Id.Id,
        Label = view.Entry.Node.Label,
        Agent = view.Entry.Node.Agent,
        Score = view.Status.Score,
        Coverage = view.Status.Coverage,
        Since = view.Status.Since,
        SymptomCount = view.SymptomCount,
        Parameters = view.Entry.Node.Parameters,
    };
}
