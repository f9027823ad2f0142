namespace RouterAlertAssurance.Model.Graphs;

/// <summary>How the values of a group of impacting dependencies combine.</summary>
public enum GroupCombination
{
    /// <summary>The minimum.</summary>
    All,

    /// <summary>The best member.</summary>
    Any,

    /// <summary>The k-th best member.</summary>
    AtLeast,

    /// <summary>The mean; a dependency shared by several members is taken out and applied once by minimum.</summary>
    Weighted,
}

/// <summary>A named group of impacting dependencies of one node.</summary>
/// <param name="Name">Unique within the node.</param>
/// <param name="Combination">How member values combine.</param>
/// <param name="Minimum">k of <see cref="GroupCombination.AtLeast"/>; 1 otherwise.</param>
public sealed record DependencyGroup(string Name, GroupCombination Combination, int Minimum = 1);
