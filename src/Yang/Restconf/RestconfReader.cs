using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace RouterAlertAssurance.Yang.Restconf;

/// <summary>Picks one resource out of a datastore tree and answers it as RFC 8040, section 4.3 has it.</summary>
public static class RestconfReader
{
    /// <summary>The body for <paramref name="path"/>, filtered by <paramref name="query"/>.</summary>
    public static bool TryRead(
        JsonObject datastore,
        SchemaNode root,
        RestconfPath path,
        RestconfQuery query,
        [NotNullWhen(true)] out JsonObject? body,
        [NotNullWhen(false)] out RestconfError? error)
    {
        body = null;
        if (path.Steps.Count == 0)
        {
            error = null;
            var whole = query.Filter(datastore, root, 1) as JsonObject ?? [];
            body = new JsonObject { ["ietf-restconf:data"] = whole };
            return true;
        }

        if (!TryFind(datastore, root, path, out var found, out error))
        {
            return false;
        }

        var last = path.Steps[^1].Node;
        var filtered = query.Filter(found, last, 1);
        if (filtered is null)
        {
            error = RestconfError.NotFound("The resource has nothing left under the given content filter.");
            return false;
        }

        body = new JsonObject { [$"{last.Module}:{last.Name}"] = last.Kind == SchemaNodeKind.List && filtered is JsonObject ? new JsonArray(filtered) : filtered };
        return true;
    }

    private static bool TryFind(
        JsonObject datastore, SchemaNode root, RestconfPath path, [NotNullWhen(true)] out JsonNode? found, [NotNullWhen(false)] out RestconfError? error)
    {
        JsonNode? current = datastore;
        var parent = root;
        found = null;
        error = null;
        foreach (var (node, keys) in path.Steps)
        {
            if (current is JsonArray)
            {
                error = RestconfError.InvalidValue($"A path through list '{parent.Name}' needs the keys {string.Join(", ", parent.Keys)}.");
                return false;
            }

            current = (current as JsonObject)?[NameIn(parent, node)];
            if (keys.Count > 0 && current is JsonArray list)
            {
                current = list.FirstOrDefault(entry => Matches(entry, node, keys));
            }

            if (current is null)
            {
                error = RestconfError.NotFound($"There is no '{node.Name}{(keys.Count > 0 ? "=" + string.Join(',', keys) : "")}'.");
                return false;
            }

            parent = node;
        }

        found = current!;
        return true;
    }

    private static string NameIn(SchemaNode parent, SchemaNode node) => parent.JsonNameOf(node);

    private static bool Matches(JsonNode? entry, SchemaNode list, IReadOnlyList<string> keys)
    {
        for (var index = 0; index < keys.Count; index++)
        {
            var value = entry?[list.Keys[index]]?.GetValue<string>();
            if (!string.Equals(value, keys[index], StringComparison.Ordinal) && !SameIdentity(value, keys[index], list.Keys[index], list.Module))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An identity of the list's own module may be written with or without the module's name (RFC 7951, section 6.8).</summary>
    private static bool SameIdentity(string? value, string key, string leaf, string module) =>
        string.Equals(leaf, "type", StringComparison.Ordinal) && string.Equals($"{module}:{value}", key, StringComparison.Ordinal);
}
