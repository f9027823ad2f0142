using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>The graph that is replayed.</summary>
/// <param name="Nodes">Its nodes.</param>
/// <param name="Gone">Nodes it does not have, and the graph there was does, of the same services.</param>
/// <param name="Text">Where it is from, in words.</param>
internal sealed record ReplayGraph(IReadOnlyList<ReplayNode> Nodes, IReadOnlyList<SubserviceId> Gone, string Text);
