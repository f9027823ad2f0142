using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>
/// Finds types whose nodes are certain to depend on themselves: rules that ask for no facts lead back to the same type with the same parameters.
/// Loops that only some facts close are found when a service is decomposed.
/// </summary>
internal static class DependencyLoops
{
    /// <summary>Nodes looked at from one type; parameters that grow with each step would make endlessly many.</summary>
    private const int MostNodes = 500;

    /// <param name="drafts">The types as they are written.</param>
    /// <param name="types">The subservice types by name.</param>
    /// <param name="faulty">Rules that are left out, since they may look as if they always applied only because of an error.</param>
    /// <param name="errors">Where errors go.</param>
    public static void Check(IEnumerable<TypeDraft> drafts, IReadOnlyDictionary<string, SubserviceType> types, ISet<DependencyRule> faulty, ErrorList errors)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var draft in drafts.Where(draft => !draft.IsService && types.ContainsKey(draft.Name)))
        {
            if (LoopOf(types[draft.Name], types, faulty) is { } loop && told.Add(string.Join(' ', loop.Distinct().Order(StringComparer.Ordinal))))
            {
                errors.Add(draft.Entry.Place, $"depends on itself whatever the network reports: {string.Join(" -> ", loop)}", "leave out one of these rules, or let it depend on facts with each, if-exists or unless-exists");
            }
        }
    }

    /// <summary>The types on the shortest way from a node of the type back to the same node, or null.</summary>
    private static IReadOnlyList<string>? LoopOf(SubserviceType type, IReadOnlyDictionary<string, SubserviceType> types, ISet<DependencyRule> faulty)
    {
        // Each parameter stands for itself: what comes out equal is equal for all values.
        var start = new Node(type, type.Parameters.ToDictionary(parameter => parameter.Name, parameter => $"{{{parameter.Name}}}", StringComparer.Ordinal), [type.Name]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<Node>([start]);
        while (waiting.TryDequeue(out var node))
        {
            foreach (var target in Targets(node, types, faulty))
            {
                if (target.Key == start.Key)
                {
                    return target.Way;
                }

                if (seen.Count < MostNodes && seen.Add(target.Key))
                {
                    waiting.Enqueue(target);
                }
            }
        }

        return null;
    }

    private static IEnumerable<Node> Targets(Node node, IReadOnlyDictionary<string, SubserviceType> types, ISet<DependencyRule> faulty)
    {
        foreach (var rule in node.Type.Dependencies.Where(rule => rule.Each.Count + rule.IfExists.Count + rule.UnlessExists.Count == 0 && !faulty.Contains(rule)))
        {
            if (types.TryGetValue(rule.Subservice, out var type))
            {
                var values = type.Parameters.ToDictionary(
                    parameter => parameter.Name,
                    parameter => Template.Render(rule.With.GetValueOrDefault(parameter.Name, ""), node.Values.GetValueOrDefault) ?? "",
                    StringComparer.Ordinal);
                yield return new Node(type, values, [.. node.Way, type.Name]);
            }
        }
    }

    private sealed record Node(SubserviceType Type, Dictionary<string, string> Values, IReadOnlyList<string> Way)
    {
        public string Key { get; } = string.Join('\0', [Type.Name, .. Type.Parameters.Select(parameter => Values[parameter.Name])]);
    }
}
