using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>The names a rule's templates may refer to: the type's parameters, and the facts bound so far.</summary>
internal sealed class RuleBindings(IReadOnlyList<ParameterDefinition> parameters)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _facts = new(StringComparer.Ordinal);

    public bool IsTaken(string name) => _facts.ContainsKey(name) || parameters.Any(parameter => parameter.Name == name);

    public void Bind(string name, IReadOnlyList<string> fields) => _facts[name] = fields;

    public ReferenceCheck Check(string reference)
    {
        var dot = reference.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return parameters.Any(parameter => parameter.Name == reference) ? ReferenceCheck.Known : Unknown("parameter");
        }

        var name = reference[..dot];
        if (!_facts.TryGetValue(name, out var fields))
        {
            return Unknown("bound fact");
        }

        return fields.Contains(reference[(dot + 1)..])
            ? ReferenceCheck.Known
            : ReferenceCheck.Unknown($"field of '{name}'", fields.Select(field => $"{name}.{field}"));
    }

    /// <summary>Type of a template that is one parameter and nothing else; null where it is known only when it is filled in.</summary>
    public ParameterType? TypeOfWhole(string template) =>
        Template.Parse(template).Parts is [{ Kind: TemplatePartKind.Reference } part]
            ? parameters.FirstOrDefault(parameter => parameter.Name == part.Text)?.Type
            : null;

    private ReferenceCheck Unknown(string what) =>
        ReferenceCheck.Unknown(
            what,
            parameters.Select(parameter => parameter.Name).Concat(_facts.SelectMany(fact => fact.Value.Select(field => $"{fact.Key}.{field}"))));
}
