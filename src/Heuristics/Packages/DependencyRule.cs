using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>One rule of a decomposition: which subservices a node of the type depends on, iterated over facts where the rule says so.</summary>
public sealed record DependencyRule
{
    /// <summary>Subservice type of the target.</summary>
    public required string Subservice { get; init; }

    /// <summary>Target parameter to template over the node's parameters and the bound facts (<c>{hop.interface}</c>).</summary>
    public IReadOnlyDictionary<string, string> With { get; init; } = new Dictionary<string, string>();

    public DependencyType Type { get; init; } = DependencyType.Impacting;

    /// <summary>Group of the node type; empty for the implicit group of all.</summary>
    public string Group { get; init; } = "";

    /// <summary>What the edge makes of the value passed up; null for the value as it is, and always for an informational dependency.</summary>
    public EdgeTransform? Transform { get; init; }

    /// <summary>Joined from left to right; the rule applies once for each combination of rows. Empty: the rule applies once.</summary>
    public IReadOnlyList<FactQuery> Each { get; init; } = [];

    /// <summary>The rule applies only where each of these has a row.</summary>
    public IReadOnlyList<FactQuery> IfExists { get; init; } = [];

    /// <summary>The rule applies only where none of these has a row.</summary>
    public IReadOnlyList<FactQuery> UnlessExists { get; init; } = [];
}

/// <summary>Rows of one relation of facts.</summary>
/// <param name="Relation">Name of the relation.</param>
/// <param name="As">Name the row is bound to; empty when nothing is bound.</param>
/// <param name="Where">Conditions on fields, all of which must hold.</param>
public sealed record FactQuery(string Relation, string As, IReadOnlyList<FactCondition> Where);

/// <summary>How a field is compared.</summary>
public enum FactComparison
{
    Equal,
    NotEqual,

    /// <summary>The field is a prefix that contains the address; only the rows with the longest such prefix match.</summary>
    LongestMatch,
}

/// <param name="Field">Field of the relation.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Value">Template over parameters and facts bound to the left.</param>
public sealed record FactCondition(string Field, FactComparison Comparison, string Value);
