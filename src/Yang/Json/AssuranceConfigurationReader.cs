using System.Collections.Immutable;
using System.Text.Json;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Yang.Assurance;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Yang.Json;

/// <summary>
/// Reads what an orchestrator may write: <c>/ietf-service-assurance:subservices</c> or one <c>subservice</c> entry, configuration nodes only.
/// Checks what the modules demand (keys, mandatory leaves, one parameter case that fits the type, leafref targets); collects all errors.
/// </summary>
public sealed class AssuranceConfigurationReader
{
    private const int MaximumDepth = 32;
    private const string SubservicesName = $"{AssuranceModule.Name}:subservices";
    private const string SubserviceName = $"{AssuranceModule.Name}:subservice";

    private readonly SubserviceTypeCatalog _types;
    private readonly List<RestconfError> _errors = [];

    private AssuranceConfigurationReader(SubserviceTypeCatalog types) => _types = types;

    /// <summary>Reads the body of a PUT on the container <c>subservices</c>. Every dependency must be in the same body.</summary>
    public static AssuranceConfiguration ReadAll(ReadOnlyMemory<byte> json, SubserviceTypeCatalog types)
    {
        var reader = new AssuranceConfigurationReader(types);
        var nodes = reader.Parse(json, root => reader.Container(root));
        reader.CheckTargets(nodes);
        return reader.Result(nodes);
    }

    /// <summary>Reads the body of a PUT on one list entry <c>subservice=type,id</c>. Targets of its dependencies are the caller's to check.</summary>
    public static AssuranceConfiguration ReadEntry(ReadOnlyMemory<byte> json, SubserviceTypeCatalog types)
    {
        var reader = new AssuranceConfigurationReader(types);
        return reader.Result(reader.Parse(json, root => reader.Entry(root)));
    }

    private AssuranceConfiguration Result(IReadOnlyList<AssuranceNode> nodes) => new(_errors.Count == 0 ? nodes : [], _errors);

    private IReadOnlyList<AssuranceNode> Parse(ReadOnlyMemory<byte> json, Func<JsonElement, IReadOnlyList<AssuranceNode>> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false });
            return read(document.RootElement);
        }
        catch (JsonException exception)
        {
            _errors.Add(RestconfError.MalformedMessage(
                $"The body is not JSON that can be read: {exception.Message} (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})."));
            return [];
        }
        catch (InvalidOperationException exception)
        {
            // A string with half a surrogate pair is JSON but not text.
            _errors.Add(RestconfError.MalformedMessage($"A string in the body is not valid Unicode: {exception.Message}"));
            return [];
        }
    }

    private List<AssuranceNode> Container(JsonElement root)
    {
        if (!SoleMember(root, SubservicesName, out var container) || !CheckObject(container, "/" + SubservicesName))
        {
            return [];
        }

        var nodes = new List<AssuranceNode>();
        foreach (var member in container.EnumerateObject())
        {
            if (member.Name is not ("subservice" or SubserviceName) || member.Value.ValueKind != JsonValueKind.Array)
            {
                Unknown(member.Name, "/" + SubservicesName, "the list 'subservice'");
                continue;
            }

            nodes.AddRange(List(member.Value));
        }

        return nodes;
    }

    private List<AssuranceNode> Entry(JsonElement root)
    {
        if (!SoleMember(root, SubserviceName, out var list))
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != 1)
        {
            _errors.Add(RestconfError.InvalidValue($"'{SubserviceName}' must be an array with exactly one entry."));
            return [];
        }

        return List(list);
    }

    private bool SoleMember(JsonElement root, string name, out JsonElement value)
    {
        value = default;
        if (root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Count() == 1 && root.TryGetProperty(name, out value))
        {
            return true;
        }

        _errors.Add(RestconfError.InvalidValue($"The body must be an object with the single member '{name}'."));
        return false;
    }

    private List<AssuranceNode> List(JsonElement list)
    {
        var nodes = new List<AssuranceNode>(list.GetArrayLength());
        var seen = new HashSet<SubserviceId>();
        var index = 0;
        foreach (var entry in list.EnumerateArray())
        {
            index++;
            var path = $"/{SubservicesName}/subservice[{index}]";
            if (new SubserviceEntryReader(_types, _errors).Read(entry, path) is not { } node)
            {
                continue;
            }

            if (!seen.Add(node.Id))
            {
                _errors.Add(new RestconfError(400, "data-exists", $"{node.Id} is in the list twice.", path, "application"));
            }

            nodes.Add(node);
        }

        return nodes;
    }

    private void CheckTargets(IReadOnlyList<AssuranceNode> nodes)
    {
        var known = nodes.Select(node => node.Id).ToImmutableHashSet();
        foreach (var node in nodes)
        {
            foreach (var edge in node.Dependencies.Where(edge => !known.Contains(edge.Target)))
            {
                _errors.Add(RestconfError.DataMissing($"{node.Id} depends on {edge.Target}, which is not among the subservices.", "/" + SubservicesName));
            }
        }
    }

    private bool CheckObject(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        _errors.Add(RestconfError.InvalidValue("An object is expected here.", path));
        return false;
    }

    private void Unknown(string name, string path, string expected) =>
        _errors.Add(RestconfError.UnknownElement($"'{name}' is not expected here; expected {expected}.", path));
}
