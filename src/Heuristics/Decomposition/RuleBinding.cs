using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>What the templates of a rule are filled in with: a node's parameters and the facts bound so far.</summary>
internal sealed record RuleBinding(IReadOnlyDictionary<string, string> Parameters, ImmutableDictionary<string, Fact> Facts)
{
    public static RuleBinding Of(IReadOnlyDictionary<string, string> parameters) => new(parameters, ImmutableDictionary<string, Fact>.Empty);

    public RuleBinding With(string name, Fact fact) => name.Length == 0 ? this : this with { Facts = Facts.SetItem(name, fact) };

    public string? Lookup(string reference)
    {
        var dot = reference.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return Parameters.GetValueOrDefault(reference);
        }

        return Facts.TryGetValue(reference[..dot], out var fact) ? fact[reference[(dot + 1)..]] : null;
    }
}
