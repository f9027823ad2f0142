using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;

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
        var found = catalog.ServiceNames.Select(catalog.FindService).OfType<ServiceType>()
            .SelectMany(type => type.Proposals.Select(rule => new Search(type, rule, facts.Index)))
            .ToList();
        return new(
            [.. found.SelectMany(search => search.Proposals()).DistinctBy(proposal => proposal.Id).OrderBy(proposal => proposal.Type, StringComparer.Ordinal).ThenBy(proposal => proposal.Id, StringComparer.Ordinal)],
            [.. found.Where(search => search.IsTruncated).Select(search => search.Type.Name).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>What two definitions of one service have in common: the type and the values of all required parameters. Null where the definition does not fit the type.</summary>
    public static string? IdentityOf(ServiceType type, IReadOnlyDictionary<string, string> parameters)
    {
        ArgumentNullException.ThrowIfNull(type);
        return ParameterValidator.Validate(type, parameters) is { IsValid: true } validation ? Identity(type, validation.Values) : null;
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

    /// <summary>One rule with the combinations of rows it finds.</summary>
    private sealed class Search : IJoinVisitor
    {
        private readonly ProposalRule _rule;
        private readonly string[] _names;
        private readonly List<RuleBinding> _rows = [];

        public Search(ServiceType type, ProposalRule rule, FactIndex index)
        {
            (Type, _rule, _names) = (type, rule, [.. rule.When.Select(query => query.As)]);
            var resolver = new QueryResolver([]);
            var queries = resolver.Resolve(rule.When);
            var join = new FactJoin(index, this);
            join.Begin([], resolver.Steps);
            join.Combine(queries);
        }

        public ServiceType Type { get; }

        public bool IsTruncated => _rows.Count > MaximumRows;

        public bool Visit(RuleBinding binding)
        {
            _rows.Add(binding.Kept());
            return !IsTruncated;
        }

        // What is not there is no proposal, and all are searched for again with whatever facts there are.
        public void Missing(ResolvedQuery query, RuleBinding binding)
        {
        }

        public void Read(FactKey key)
        {
        }

        // The rows of one service are found once for each order they can be joined in.
        public IEnumerable<Proposal> Proposals()
        {
            var templates = _rule.Parameters.ToDictionary(pair => pair.Key, pair => Bound(pair.Value), StringComparer.Ordinal);
            var (name, reason) = (Bound(_rule.Name), Bound(_rule.Reason));
            return _rows
                .Take(MaximumRows)
                .Select(binding => Candidate.Of(Type, templates, binding, Rows(binding)))
                .OfType<Candidate>()
                .GroupBy(candidate => candidate.FactsDigest, StringComparer.Ordinal)
                .Select(same => Merge(name, reason, [.. same.OrderBy(candidate => candidate.Id, StringComparer.Ordinal)]));
        }

        private BoundTemplate Bound(string text) => BoundTemplate.Of(text, [], _names);

        private IEnumerable<Fact> Rows(RuleBinding binding) => binding.Facts.OfType<Fact>().Where((_, at) => _names[at].Length > 0);

        private Proposal Merge(BoundTemplate name, BoundTemplate reason, List<Candidate> same)
        {
            // The order in which the package's author would write it: the smallest values first.
            var first = same.MinBy(candidate => string.Join('\0', Type.Parameters.Select(parameter => candidate.Values.GetValueOrDefault(parameter.Name, ""))), StringComparer.Ordinal)!;
            return new(
                first.Id,
                Type.Name,
                NameOf(name.Render(first.Binding) ?? ""),
                first.Values,
                reason.Render(first.Binding) ?? "",
                first.Facts,
                first.FactsDigest,
                [.. same.Select(candidate => Identity(Type, candidate.Values)).Distinct(StringComparer.Ordinal)]);
        }
    }

    /// <summary>One combination of rows that makes a valid definition.</summary>
    private sealed record Candidate(
        string Id, ImmutableSortedDictionary<string, string> Values, RuleBinding Binding, ImmutableArray<Fact> Facts, string FactsDigest)
    {
        public static Candidate? Of(ServiceType type, Dictionary<string, BoundTemplate> templates, RuleBinding binding, IEnumerable<Fact> rows)
        {
            var given = templates.ToDictionary(pair => pair.Key, pair => pair.Value.Render(binding) ?? "", StringComparer.Ordinal);
            if (ParameterValidator.Validate(type, given) is not { IsValid: true } validation)
            {
                return null;
            }

            var values = validation.Values.RemoveRange(validation.Values.Where(pair => pair.Value.Length == 0).Select(pair => pair.Key));
            ImmutableArray<Fact> facts = [.. rows.OrderBy(fact => fact.Relation, StringComparer.Ordinal).ThenBy(fact => fact, FactOrder.Instance)];
            return new(
                Digest([type.Name, .. values.SelectMany(pair => (string[])[pair.Key, pair.Value])]),
                values,
                binding,
                facts,
                Digest(facts.SelectMany(fact => (string[])[fact.Relation, .. fact.Fields.SelectMany(field => (string[])[field.Key, field.Value])])));
        }
    }
}
