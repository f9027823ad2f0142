using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Name and parameters of a type: what other types must know of it before their rules can be read.</summary>
internal sealed record TypeDraft(SourceEntry Entry, bool IsService, MappingReader Reader, IReadOnlyList<ParameterDefinition> Parameters)
{
    public string Name => Entry.Key.Value;

    public static TypeDraft? Read(SourceEntry entry, bool isService, TypeScope scope)
    {
        var what = isService ? "a service type" : "a subservice type";
        var keys = isService ? PackageKeys.Service : PackageKeys.Subservice;
        if (MappingReader.Open(entry.Value, what, keys, scope.Errors) is not { } reader || !reader.CheckName(entry.Key))
        {
            return null;
        }

        if (entry.Key.Value == SubserviceId.ServiceInstanceType)
        {
            scope.Errors.Add(entry.Key, $"'{entry.Key.Value}' is the type of every service instance and cannot be defined", "choose another name");
        }

        return new TypeDraft(entry, isService, reader, ReadParameters(reader, isService, scope.Errors));
    }

    private static List<ParameterDefinition> ReadParameters(MappingReader reader, bool isService, ErrorList errors)
    {
        var parameters = reader.Items("parameters").Select(node => ReadParameter(node, isService, errors)).OfType<ParameterDefinition>().ToList();
        Duplicates.Check(reader.Items("parameters"), "parameter", errors);
        if (reader.Find("parameters") is null or SourceSequence { Items.Count: 0 })
        {
            errors.Add(reader.Node, "a type needs at least one parameter", "such as parameters: [{name: device, type: device}]");
        }

        return [.. parameters.DistinctBy(parameter => parameter.Name)];
    }

    private static ParameterDefinition? ReadParameter(SourceNode node, bool isService, ErrorList errors)
    {
        if (MappingReader.Open(node, "a parameter", PackageKeys.Parameter, errors) is not { } reader)
        {
            return null;
        }

        var name = reader.Name("name", required: true);
        var type = reader.Choice("type", ParameterTypes.ByWord, ParameterType.Text, required: true);
        var required = reader.Boolean("required", fallback: true);
        if (!isService && (!required || reader.Find("default") is not null))
        {
            errors.Add(reader.Find("required") ?? reader.Find("default")!, "only a service type may have optional parameters", "leave out required and default");
        }

        var value = reader.Scalar("default");
        CanonicalValue? canonical = value is null ? null : ParameterValues.Canonicalise(type, value.Value);
        if (canonical is { Error: { } error })
        {
            errors.Add(value!, error, $"the default must be of type {ParameterTypes.Word(type)}");
        }

        var rules = ParameterRulesReader.Read(reader, type, errors);
        if (canonical is { Error: null } given && rules.Refuses(given.Value) is { } refusal)
        {
            errors.Add(value!, refusal, "the default must obey the rules of its parameter");
        }

        return name is null ? null : new ParameterDefinition(name, type, reader.Text("description"), required, canonical?.Value) { Rules = rules };
    }
}
