using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>What the templates of a rule are filled in with.</summary>
/// <param name="Values">The node's parameters in their order.</param>
/// <param name="Facts">The row of each query, in the order of the queries; null for those further right. Changes from combination to combination.</param>
internal readonly record struct RuleBinding(string[] Values, Fact?[] Facts)
{
    /// <summary>The combination as it is now.</summary>
    public RuleBinding Kept() => this with { Facts = [.. Facts] };
}
