using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Yang.Assurance;

/// <summary>The configuration subset of the tree as it was read: nodes with parameters, dependencies and maintenance, or everything that is wrong with it.</summary>
/// <param name="Nodes">Empty when there are errors. Labels, groups and change times are not part of the configuration.</param>
/// <param name="Errors">All errors found, with instance identifiers.</param>
public sealed record AssuranceConfiguration(IReadOnlyList<AssuranceNode> Nodes, IReadOnlyList<RestconfError> Errors)
{
    public bool IsValid => Errors.Count == 0;
}
