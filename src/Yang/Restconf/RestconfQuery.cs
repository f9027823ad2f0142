using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace RouterAlertAssurance.Yang.Restconf;

/// <summary>The query parameters <c>content</c> and <c>depth</c> of a GET (RFC 8040, sections 4.8.1 and 4.8.2).</summary>
/// <param name="Content">Which nodes are answered.</param>
/// <param name="Depth">Levels below and including the target; null for unbounded.</param>
public sealed record RestconfQuery(RestconfContent Content, int? Depth)
{
    public static RestconfQuery All { get; } = new(RestconfContent.All, null);

    /// <summary>Reads the parameters; an unknown or repeated parameter, or an unknown value, is an error (RFC 8040, section 4.8).</summary>
    public static bool TryParse(
        IEnumerable<KeyValuePair<string, string>> parameters, [NotNullWhen(true)] out RestconfQuery? query, [NotNullWhen(false)] out RestconfError? error)
    {
        var content = RestconfContent.All;
        int? depth = null;
        query = null;
        error = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
        {
            if (!seen.Add(name))
            {
                error = RestconfError.InvalidValue($"Query parameter '{name}' is given more than once.");
                return false;
            }

            var known = name switch
            {
                "content" => TryContent(value, out content),
                "depth" => TryDepth(value, out depth),
                _ => false,
            };
            if (!known)
            {
                error = RestconfError.InvalidValue(
                    $"Query parameter '{name}={value}' is not supported; known are content=config|nonconfig|all and depth=1..65535|unbounded.");
                return false;
            }
        }

        query = new RestconfQuery(content, depth);
        return true;
    }

    /// <summary>A filtered copy of <paramref name="value"/>; null when nothing of it is asked for.</summary>
    internal JsonNode? Filter(JsonNode value, SchemaNode schema, int level)
    {
        if (schema.Kind == SchemaNodeKind.Leaf)
        {
            return Wanted(schema) ? value.DeepClone() : null;
        }

        return value switch
        {
            JsonArray list => FilterList(list, schema, level),
            JsonObject container => FilterObject(container, schema, level),
            _ => null,
        };
    }

    private static bool TryContent(string value, out RestconfContent content)
    {
        content = value switch
        {
            "config" => RestconfContent.Config,
            "nonconfig" => RestconfContent.NonConfig,
            _ => RestconfContent.All,
        };
        return value is "config" or "nonconfig" or "all";
    }

    private static bool TryDepth(string value, out int? depth)
    {
        depth = null;
        if (value is "unbounded")
        {
            return true;
        }

        var valid = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535;
        depth = number;
        return valid;
    }

    private JsonArray? FilterList(JsonArray list, SchemaNode schema, int level)
    {
        var filtered = new JsonArray();
        foreach (var entry in list.OfType<JsonObject>())
        {
            if (FilterObject(entry, schema, level) is { } kept)
            {
                filtered.Add((JsonNode)kept);
            }
        }

        return filtered.Count > 0 || Wanted(schema) ? filtered : null;
    }

    private JsonObject? FilterObject(JsonObject container, SchemaNode schema, int level)
    {
        var filtered = new JsonObject();
        var kept = false;
        foreach (var (name, value) in container)
        {
            if (value is null || schema.Child(name) is not { } child || (level >= Depth && !schema.Keys.Contains(name)))
            {
                continue;
            }

            if (schema.Keys.Contains(name))
            {
                filtered[name] = value.DeepClone();
            }
            else if (Filter(value, child, child.Kind == SchemaNodeKind.Leaf ? level : level + 1) is { } part)
            {
                filtered[name] = part;
                kept = true;
            }
        }

        return kept || Wanted(schema) ? filtered : null;
    }

    private bool Wanted(SchemaNode schema) => Content switch
    {
        RestconfContent.Config => schema.Config,
        RestconfContent.NonConfig => !schema.Config,
        _ => true,
    };
}

/// <summary>Values of the <c>content</c> parameter.</summary>
public enum RestconfContent
{
    All,
    Config,
    NonConfig,
}
