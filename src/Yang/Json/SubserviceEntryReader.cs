using System.Collections.Immutable;
using System.Text.Json;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Yang.Assurance;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Yang.Json;

/// <summary>Reads one entry of the list <c>subservice</c>, configuration nodes only.</summary>
internal sealed class SubserviceEntryReader(SubserviceTypeCatalog types, List<RestconfError> errors)
{
    private static readonly string[] StateNodes = ["last-change", "label", "health-score", "symptoms-history-start", "symptoms"];

    public AssuranceNode? Read(JsonElement entry, string path)
    {
        var before = errors.Count;
        if (!IsObject(entry, path))
        {
            return null;
        }

        var id = Identity(entry, path, out var mapping);
        var parameters = ParameterDictionary.Empty;
        var dependencies = ImmutableArray<Dependency>.Empty;
        MaintenanceWindow? maintenance = null;
        var parametersSeen = false;
        foreach (var member in entry.EnumerateObject())
        {
            switch (Bare(member.Name))
            {
                case "type" or "id":
                    break;
                case "under-maintenance":
                    maintenance = Maintenance(member.Value, path + "/under-maintenance");
                    break;
                case "dependencies":
                    dependencies = Dependencies(member.Value, path + "/dependencies");
                    break;
                case var state when StateNodes.Contains(state):
                    errors.Add(RestconfError.InvalidValue($"'{state}' is operational state (config false) and cannot be written.", path));
                    break;
                case var name when mapping is not null && IsParameterContainer(name, mapping):
                    parametersSeen = true;
                    parameters = Parameters(member.Value, mapping, $"{path}/{name}");
                    break;
                default:
                    errors.Add(RestconfError.UnknownElement(UnknownText(member.Name, mapping), path));
                    break;
            }
        }

        if (mapping is not null && !parametersSeen)
        {
            errors.Add(RestconfError.MissingElement($"The parameters of type '{mapping.IdentityText}' are missing: container '{ParametersJson.MemberName(mapping)}'.", path));
        }

        return errors.Count > before || id is null
            ? null
            : new AssuranceNode { Id = id.Value, Label = id.Value.Id, Parameters = parameters, Dependencies = dependencies, Maintenance = maintenance };
    }

    private static string Bare(string name) => name.StartsWith(AssuranceModule.Name + ":", StringComparison.Ordinal) ? name[(AssuranceModule.Name.Length + 1)..] : name;

    private static bool IsParameterContainer(string name, SubserviceTypeMapping mapping) =>
        string.Equals(name, ParametersJson.MemberName(mapping), StringComparison.Ordinal);

    private static string UnknownText(string name, SubserviceTypeMapping? mapping) => mapping is null
        ? $"'{name}' is not expected here."
        : $"'{name}' does not belong to a subservice of type '{mapping.IdentityText}'; its parameters are in '{ParametersJson.MemberName(mapping)}'.";

    private SubserviceId? Identity(JsonElement entry, string path, out SubserviceTypeMapping? mapping)
    {
        mapping = null;
        var identity = Text(entry, "type", path);
        var id = Text(entry, "id", path);
        if (identity is null || id is null)
        {
            return null;
        }

        if (!types.TryGetByIdentity(identity, out mapping))
        {
            errors.Add(RestconfError.InvalidValue(
                $"'{identity}' is not a known subservice type; known are {string.Join(", ", types.All.Select(type => type.IdentityText).Order(StringComparer.Ordinal))}.", path + "/type"));
            return null;
        }

        return new SubserviceId(mapping.Type, id);
    }

    private ParameterDictionary Parameters(JsonElement container, SubserviceTypeMapping mapping, string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!IsObject(container, path))
        {
            return ParameterDictionary.Empty;
        }

        foreach (var leaf in mapping.Parameters)
        {
            if (Text(container, leaf, path, allowEmpty: true) is { } value)
            {
                values[leaf] = value;
            }
        }

        foreach (var member in container.EnumerateObject().Where(member => !mapping.Parameters.Contains(member.Name, StringComparer.Ordinal)))
        {
            errors.Add(RestconfError.UnknownElement($"'{member.Name}' is not a parameter of '{mapping.IdentityText}'; expected {string.Join(", ", mapping.Parameters)}.", path));
        }

        return ParameterDictionary.Of(values);
    }

    private MaintenanceWindow? Maintenance(JsonElement container, string path) =>
        IsObject(container, path) && OnlyMembers(container, ["contact"], path) && Text(container, "contact", path) is { } contact ? new MaintenanceWindow(contact) : null;

    private ImmutableArray<Dependency> Dependencies(JsonElement container, string path)
    {
        if (!IsObject(container, path) || !OnlyMembers(container, ["dependency"], path) || !container.TryGetProperty("dependency", out var list))
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            errors.Add(RestconfError.InvalidValue("A list is expected here.", path + "/dependency"));
            return [];
        }

        var edges = ImmutableArray.CreateBuilder<Dependency>(list.GetArrayLength());
        foreach (var entry in list.EnumerateArray())
        {
            var entryPath = $"{path}/dependency[{edges.Count + 1}]";
            if (IsObject(entry, entryPath) && OnlyMembers(entry, ["type", "id", "dependency-type"], entryPath) && Identity(entry, entryPath, out _) is { } target)
            {
                if (edges.Any(edge => edge.Target == target))
                {
                    errors.Add(new RestconfError(400, "data-exists", $"The dependency on {target} is in the list twice.", entryPath, "application"));
                }

                edges.Add(new Dependency(target, Type(entry, entryPath)));
            }
        }

        return edges.DrainToImmutable();
    }

    /// <summary>The leaf is optional in the module; without it the dependency is impacting, the cautious reading.</summary>
    private DependencyType Type(JsonElement entry, string path)
    {
        if (!entry.TryGetProperty("dependency-type", out _))
        {
            return DependencyType.Impacting;
        }

        switch (Text(entry, "dependency-type", path) is { } text ? Bare(text) : null)
        {
            case "informational":
                return DependencyType.Informational;
            case "impacting" or null:
                return DependencyType.Impacting;
            case var other:
                errors.Add(RestconfError.InvalidValue($"'{other}' is not a dependency type; expected impacting or informational.", path + "/dependency-type"));
                return DependencyType.Impacting;
        }
    }

    private string? Text(JsonElement container, string name, string path, bool allowEmpty = false)
    {
        if (!container.TryGetProperty(name, out var value))
        {
            errors.Add(RestconfError.MissingElement($"Leaf '{name}' is missing.", path));
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && (allowEmpty || text.Length > 0))
        {
            return text;
        }

        errors.Add(RestconfError.InvalidValue($"Leaf '{name}' must be a {(allowEmpty ? "" : "non-empty ")}string.", $"{path}/{name}"));
        return null;
    }

    private bool OnlyMembers(JsonElement container, string[] names, string path)
    {
        var unknown = container.EnumerateObject().Select(member => member.Name).Where(name => !names.Contains(name, StringComparer.Ordinal)).ToArray();
        errors.AddRange(unknown.Select(name => RestconfError.UnknownElement($"'{name}' is not expected here; expected {string.Join(", ", names)}.", path)));
        return unknown.Length == 0;
    }

    private bool IsObject(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        errors.Add(RestconfError.InvalidValue("An object is expected here.", path));
        return false;
    }
}
