using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>What the templates of a rule are filled in with: a node's parameters and the facts bound so far, which are few.</summary>
internal sealed record RuleBinding(IReadOnlyDictionary<string, string> Parameters, ImmutableArray<(string Name, Fact Fact)> Facts)
{
    public static RuleBinding Of(IReadOnlyDictionary<string, string> parameters) => new(parameters, []);

    public RuleBinding With(string name, Fact fact) => name.Length == 0 ? this : this with { Facts = Facts.Add((name, fact)) };

    public string? Lookup(string reference)
    {
        var dot = reference.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return Parameters.GetValueOrDefault(reference);
        }

        foreach (var (name, fact) in Facts)
        {
            if (reference.AsSpan(0, dot).SequenceEqual(name))
            {
                return fact[reference[(dot + 1)..]];
            }
        }

        return null;
    }
}
