using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>Finds services in what devices have configured, by the rules of the packages. Pure: facts in whatever order give the same proposals.</summary>
public static class ProposalFinder
{
    /// <summary>Combinations of rows looked at for one rule.</summary>
    public const int MaximumRows = 100_000;

    private const int IdLength = 16;
    private const int LongestName = 100;

    /// <summary>All services that facts show, defined ones included.</summary>
    public static ProposalSearch Find(FactBase facts, PackageCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(catalog);
        var join = new FactJoin(facts.Index);
        var found = catalog.ServiceNames.Select(catalog.FindService).OfType<ServiceType>()
            .SelectMany(type => type.Proposals.Select(rule => (Type: type, Rule: rule, Rows: join.Combine(rule.When, NoParameters).Take(MaximumRows + 1).ToList())))
            .ToList();
        return new(
            [.. found.SelectMany(item => Of(item.Type, item.Rule, item.Rows)).DistinctBy(proposal => proposal.Id).OrderBy(proposal => proposal.Type, StringComparer.Ordinal).ThenBy(proposal => proposal.Id, StringComparer.Ordinal)],
            [.. found.Where(item => item.Rows.Count > MaximumRows).Select(item => item.Type.Name).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>What two definitions of one service have in common: the type and the values of all required parameters. Null where the definition does not fit the type.</summary>
    public static string? IdentityOf(ServiceType type, IReadOnlyDictionary<string, string> parameters)
    {
        ArgumentNullException.ThrowIfNull(type);
        return ParameterValidator.Validate(type, parameters) is { IsValid: true } validation ? Identity(type, validation.Values) : null;
    }

    private static ImmutableDictionary<string, string> NoParameters => ImmutableDictionary<string, string>.Empty;

    // The rows of one service are found once for each order they can be joined in.
    private static IEnumerable<Proposal> Of(ServiceType type, ProposalRule rule, List<RuleBinding> rows) => rows
        .Take(MaximumRows)
        .Select(binding => Candidate.Of(type, rule, binding))
        .OfType<Candidate>()
        .GroupBy(candidate => candidate.FactsDigest, StringComparer.Ordinal)
        .Select(same => Merge(type, rule, [.. same.OrderBy(candidate => candidate.Id, StringComparer.Ordinal)]));

    private static Proposal Merge(ServiceType type, ProposalRule rule, List<Candidate> same)
    {
        // The order in which the package's author would write it: the smallest values first.
        var first = same.MinBy(candidate => string.Join('\0', type.Parameters.Select(parameter => candidate.Values.GetValueOrDefault(parameter.Name, ""))), StringComparer.Ordinal)!;
        return new(
            first.Id,
            type.Name,
            NameOf(Template.Render(rule.Name, first.Binding.Lookup) ?? ""),
            first.Values,
            Template.Render(rule.Reason, first.Binding.Lookup) ?? "",
            first.Facts,
            first.FactsDigest,
            [.. same.Select(candidate => Identity(type, candidate.Values)).Distinct(StringComparer.Ordinal)]);
    }

    private static string NameOf(string text)
    {
        var name = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-' ? c : '-')).TrimStart('.', ':', '-');
        return name.Length == 0 ? "unnamed" : name.Length <= LongestName ? name : name[..LongestName];
    }

    private static string Identity(ServiceType type, ImmutableSortedDictionary<string, string> values) => Digest(
        [type.Name, .. type.Parameters.Where(parameter => parameter.Required).Select(parameter => values.GetValueOrDefault(parameter.Name, ""))]);

    private static string Digest(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"{part.Length}:{part}")))))[..IdLength];

    /// <summary>One combination of rows that makes a valid definition.</summary>
    private sealed record Candidate(
        string Id, ImmutableSortedDictionary<string, string> Values, RuleBinding Binding, ImmutableArray<Fact> Facts, string FactsDigest)
    {
        public static Candidate? Of(ServiceType type, ProposalRule rule, RuleBinding binding)
        {
            var given = rule.Parameters.ToDictionary(pair => pair.Key, pair => Template.Render(pair.Value, binding.Lookup) ?? "", StringComparer.Ordinal);
            if (ParameterValidator.Validate(type, given) is not { IsValid: true } validation)
            {
                return null;
            }

            var values = validation.Values.RemoveRange(validation.Values.Where(pair => pair.Value.Length == 0).Select(pair => pair.Key));
            ImmutableArray<Fact> facts = [.. binding.Facts.Select(bound => bound.Fact).OrderBy(fact => fact.Relation, StringComparer.Ordinal).ThenBy(fact => fact, FactOrder.Instance)];
            return new(
                Digest([type.Name, .. values.SelectMany(pair => (string[])[pair.Key, pair.Value])]),
                values,
                binding,
                facts,
                Digest(facts.SelectMany(fact => (string[])[fact.Relation, .. fact.Fields.SelectMany(field => (string[])[field.Key, field.Value])])));
        }
    }
}
