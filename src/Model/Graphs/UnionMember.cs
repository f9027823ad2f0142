namespace RouterAlertAssurance.Model.Graphs;

/// <summary>A node of a union, and in how many sub-graphs it is; null and 0 in a free slot.</summary>
internal record struct UnionMember(AssuranceNode? Node, int Count);
