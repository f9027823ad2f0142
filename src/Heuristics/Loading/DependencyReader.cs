using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads the decomposition rules of a type and checks them against the types they lead to.</summary>
internal static class DependencyReader
{
    private static readonly Dictionary<string, DependencyType> Types = new(StringComparer.Ordinal)
    {
        ["impacting"] = DependencyType.Impacting,
        ["informational"] = DependencyType.Informational,
    };

    public static List<DependencyRule> Read(TypeDraft draft, IReadOnlyList<DependencyGroup> groups, TypeScope scope)
    {
        var rules = new List<DependencyRule>();
        var firstOf = new Dictionary<string, DependencyRule>(StringComparer.Ordinal);
        foreach (var node in draft.Reader.Items("dependencies"))
        {
            var before = scope.Errors.Count;
            if (MappingReader.Open(node, "a dependency", PackageKeys.Dependency, scope.Errors) is { } reader)
            {
                var rule = ReadRule(reader, draft, scope);
                CheckGroup(reader, rule, groups, scope.Errors);
                CheckAgreement(reader, rule, firstOf, scope.Errors);
                rules.Add(rule);
                if (scope.Errors.Count > before)
                {
                    scope.FaultyRules.Add(rule);
                }
            }
        }

        return rules;
    }

    private static DependencyRule ReadRule(MappingReader reader, TypeDraft draft, TypeScope scope)
    {
        var bindings = new RuleBindings(draft.Parameters);
        var each = QueryReader.Read(reader, "each", bindings, binds: true, scope.Errors);
        var rule = new DependencyRule
        {
            Subservice = reader.Text("subservice", required: true),
            Type = reader.Choice("type", Types, DependencyType.Impacting),
            Group = reader.Text("group"),
            Transform = TransformReader.Read(reader, scope.Errors),
            Each = each,
            IfExists = QueryReader.Read(reader, "if-exists", bindings, binds: false, scope.Errors),
            UnlessExists = QueryReader.Read(reader, "unless-exists", bindings, binds: false, scope.Errors),
            With = With(reader, bindings, scope.Errors),
        };
        if (rule.Subservice.Length > 0)
        {
            CheckTarget(reader, rule, bindings, scope);
        }

        return rule;
    }

    private static Dictionary<string, string> With(MappingReader reader, RuleBindings bindings, ErrorList errors)
    {
        var with = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in reader.Entries("with"))
        {
            if (reader.AsScalar(entry.Value, entry.Key.Value) is { } value)
            {
                TemplateChecks.Check(value, bindings.Check, errors);
                with[entry.Key.Value] = value.Value;
            }
        }

        return with;
    }

    private static void CheckTarget(MappingReader reader, DependencyRule rule, RuleBindings bindings, TypeScope scope)
    {
        var node = reader.Scalar("subservice")!;
        if (scope.ParametersOf(rule.Subservice) is not { } parameters)
        {
            scope.TellUnknownSubservice(node);
            return;
        }

        foreach (var entry in reader.Entries("with").Where(entry => parameters.All(parameter => parameter.Name != entry.Key.Value)))
        {
            scope.Errors.AddUnknown(entry.Key, $"parameter of '{rule.Subservice}':", entry.Key.Value, parameters.Select(parameter => parameter.Name));
        }

        foreach (var parameter in parameters)
        {
            if (!rule.With.TryGetValue(parameter.Name, out var value))
            {
                scope.Errors.Add(node, $"parameter '{parameter.Name}' of '{rule.Subservice}' is not bound", "add it under 'with'");
            }
            else if (bindings.TypeOfWhole(value) is { } given && given != parameter.Type && parameter.Type != ParameterType.Text)
            {
                var place = reader.Find("with") is SourceMapping with ? with.Find(parameter.Name) : null;
                scope.Errors.Add(
                    place ?? node, $"parameter '{parameter.Name}' of '{rule.Subservice}' is of type {ParameterTypes.Word(parameter.Type)}, and {value} is of type {ParameterTypes.Word(given)}", $"bind it to something of type {ParameterTypes.Word(parameter.Type)}");
            }
        }
    }

    private static void CheckGroup(MappingReader reader, DependencyRule rule, IReadOnlyList<DependencyGroup> groups, ErrorList errors)
    {
        if (reader.Scalar("group") is { } group)
        {
            if (groups.All(candidate => candidate.Name != rule.Group))
            {
                errors.AddUnknown(group, "group", rule.Group, groups.Select(candidate => candidate.Name));
            }
            else if (rule.Type == DependencyType.Informational)
            {
                errors.Add(group, "an informational dependency belongs to no group", "leave the group out");
            }
        }

        if (rule.Type == DependencyType.Informational && reader.Find("transform") is { } transform)
        {
            errors.Add(transform, "an informational dependency changes no score, so it has no transform", "leave the transform out");
        }
    }

    // An agent gets edges without groups and transforms, and finds both again by the type of the target.
    private static void CheckAgreement(MappingReader reader, DependencyRule rule, Dictionary<string, DependencyRule> firstOf, ErrorList errors)
    {
        if (rule.Type != DependencyType.Impacting || firstOf.TryAdd(rule.Subservice, rule))
        {
            return;
        }

        var first = firstOf[rule.Subservice];
        if (first.Group != rule.Group)
        {
            errors.Add(reader.Node, $"all rules that lead to '{rule.Subservice}' must name the same group", first.Group.Length == 0 ? "the first names none" : $"the first names '{first.Group}'");
        }

        if (!Equals(first.Transform, rule.Transform))
        {
            errors.Add(reader.Find("transform") ?? reader.Node, $"all rules that lead to '{rule.Subservice}' must have the same transform", "write the transform of the first at each of them");
        }
    }
}
