using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads what a type says beside its parameters.</summary>
internal static class NodeTypeReader
{
    private static readonly Dictionary<string, GroupCombination> Combinations = new(StringComparer.Ordinal)
    {
        ["all"] = GroupCombination.All,
        ["any"] = GroupCombination.Any,
        ["at-least"] = GroupCombination.AtLeast,
        ["weighted"] = GroupCombination.Weighted,
    };

    public static NodeType Read(TypeDraft draft, TypeScope scope)
    {
        var before = scope.Errors.Count;
        var type = ReadType(draft, scope);
        if (scope.Errors.Count == before)
        {
            // Of an expression with an error it is not known what it uses.
            UnusedNames.Check(draft, type, scope.Errors);
        }

        return type;
    }

    private static NodeType ReadType(TypeDraft draft, TypeScope scope)
    {
        var reader = draft.Reader;
        var inputs = InputReader.Read(draft, scope);
        var thresholds = reader.Entries("thresholds").Select(entry => ThresholdReader.Read(entry, scope)).OfType<ThresholdDefinition>()
            .DistinctBy(threshold => threshold.Name).ToDictionary(threshold => threshold.Name, StringComparer.Ordinal);
        CheckNames(draft, inputs.Keys, thresholds.Keys, scope.Errors);
        var expressions = ExpressionScopes.ForType(draft.Parameters, inputs, thresholds, scope.Metrics);
        var groups = Groups(reader, scope.Errors);
        NodeType type = draft.IsService
            ? new ServiceType
            {
                Name = draft.Name,
                Package = scope.Package,
                Label = Label(draft, scope.Errors),
                OwnerParameter = Owner(draft, scope.Errors),
                Intents = IntentReader.Read(reader, scope.Errors),
                Configured = ConfiguredReader.Read(draft, scope.Errors),
                Proposals = ProposalReader.Read(draft, scope.Errors),
            }
            : new SubserviceType
            {
                Name = draft.Name,
                Package = scope.Package,
                Label = Label(draft, scope.Errors),
                OwnerParameter = Owner(draft, scope.Errors),
                PublishedIdentity = Identity(reader, scope.Errors),
            };
        return type with
        {
            Description = reader.Text("description"),
            Parameters = draft.Parameters,
            Inputs = inputs,
            Thresholds = thresholds,
            Symptoms = SymptomReader.Read(draft, expressions, scope),
            Groups = groups,
            NotSupported = reader.Texts("not-supported"),
            Dependencies = DependencyReader.Read(draft, groups, scope),
        };
    }

    private static string Label(TypeDraft draft, ErrorList errors)
    {
        if (draft.Reader.Scalar("label", required: true) is not { } label)
        {
            return "";
        }

        // A service instance has a name of its own beside its parameters.
        string[] known = [.. draft.Parameters.Select(parameter => parameter.Name), .. draft.IsService ? ["name"] : Array.Empty<string>()];
        TemplateChecks.Check(label, name => known.Contains(name) ? ReferenceCheck.Known : ReferenceCheck.Unknown("parameter", known), errors);
        return label.Value;
    }

    private static string Owner(TypeDraft draft, ErrorList errors)
    {
        if (draft.Reader.Scalar("owner", required: true) is not { } owner)
        {
            return "";
        }

        var parameter = draft.Parameters.FirstOrDefault(candidate => candidate.Name == owner.Value);
        if (parameter is null)
        {
            errors.AddUnknown(owner, "parameter", owner.Value, draft.Parameters.Select(candidate => candidate.Name));
        }
        else if (parameter.Type != ParameterType.Device || !parameter.Required)
        {
            errors.Add(owner, $"the owner must be a required parameter of type device, and '{owner.Value}' is not", "name another one, or add one");
        }

        return owner.Value;
    }

    private static string? Identity(MappingReader reader, ErrorList errors)
    {
        if (reader.Scalar("yang") is not { } identity)
        {
            return null;
        }

        if (identity.Value.Split(':') is not { Length: 2 } parts || !parts.All(Names.IsName))
        {
            errors.Add(identity, $"'{Suggestions.Shorten(identity.Value)}' is not an identity", "module:identity");
        }

        return identity.Value;
    }

    private static void CheckNames(TypeDraft draft, IEnumerable<string> inputs, IEnumerable<string> thresholds, ErrorList errors)
    {
        var parameters = draft.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        var taken = inputs.ToHashSet(StringComparer.Ordinal);
        foreach (var entry in draft.Reader.Entries("inputs").Where(entry => parameters.Contains(entry.Key.Value)))
        {
            errors.Add(entry.Key, $"'{entry.Key.Value}' is a parameter already", "choose another name");
        }

        foreach (var entry in draft.Reader.Entries("thresholds").Where(entry => parameters.Contains(entry.Key.Value) || taken.Contains(entry.Key.Value)))
        {
            errors.Add(entry.Key, $"'{entry.Key.Value}' is a parameter or an input already", "choose another name");
        }
    }

    private static List<DependencyGroup> Groups(MappingReader reader, ErrorList errors)
    {
        var groups = new List<DependencyGroup>();
        foreach (var node in reader.Items("groups"))
        {
            if (MappingReader.Open(node, "a group", PackageKeys.Group, errors) is not { } group || group.Name("name", required: true) is not { } name)
            {
                continue;
            }

            var combination = group.Choice("combination", Combinations, GroupCombination.All, required: true);
            var minimum = group.Integer("minimum", 1, 1000, 1);
            if (combination != GroupCombination.AtLeast && group.Find("minimum") is { } node2)
            {
                errors.Add(node2, "only a group of combination at-least has a minimum", "leave it out, or write combination: at-least");
            }

            groups.Add(new DependencyGroup(name, combination, minimum));
        }

        Duplicates.Check(reader.Items("groups"), "group", errors);
        return groups;
    }
}
