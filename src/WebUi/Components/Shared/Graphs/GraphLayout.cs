namespace RouterAlertAssurance.WebUi.Components.Shared.Graphs;

/// <summary>What the browser is asked to lay out.</summary>
internal sealed record LayoutNode(string Id, int Width, int Height);

internal sealed record LayoutEdge(string Id, string Source, string Target);

/// <summary>Where everything goes, in the units of the drawing.</summary>
internal sealed record GraphLayout(double Width, double Height, IReadOnlyList<NodePosition> Nodes, IReadOnlyList<EdgePath> Edges);

internal sealed record NodePosition(string Id, double X, double Y);

/// <summary>How an edge runs, as SVG path data.</summary>
internal sealed record EdgePath(string Id, string Path);
