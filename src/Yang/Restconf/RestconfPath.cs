using System.Diagnostics.CodeAnalysis;

namespace RouterAlertAssurance.Yang.Restconf;

/// <summary>One step of a data resource path: a node, and for a list entry its key values.</summary>
/// <param name="Node">The schema node.</param>
/// <param name="Keys">Key values in schema order; empty for a whole list, container or leaf.</param>
public sealed record RestconfStep(SchemaNode Node, IReadOnlyList<string> Keys);

/// <summary>A data resource path below <c>{+restconf}/data</c> (RFC 8040, section 3.5.3).</summary>
public sealed class RestconfPath
{
    private const int MaximumLength = 4096;

    private RestconfPath(IReadOnlyList<RestconfStep> steps) => Steps = steps;

    /// <summary>Empty for the datastore itself.</summary>
    public IReadOnlyList<RestconfStep> Steps { get; }

    /// <summary>
    /// Parses the still percent-encoded text after <c>/restconf/data/</c>. The encoded form is needed: an encoded comma or slash belongs to a
    /// key value, a bare one separates (RFC 8040, section 3.5.3).
    /// </summary>
    public static bool TryParse(string encoded, SchemaNode root, [NotNullWhen(true)] out RestconfPath? path, [NotNullWhen(false)] out RestconfError? error)
    {
        path = null;
        error = null;
        if (encoded.Length > MaximumLength)
        {
            error = RestconfError.InvalidValue($"The path has {encoded.Length} characters; at most {MaximumLength} are accepted.");
            return false;
        }

        var steps = new List<RestconfStep>();
        var current = root;
        foreach (var segment in encoded.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryStep(segment, current, out var step, out error))
            {
                return false;
            }

            steps.Add(step);
            current = step.Node;
        }

        path = new RestconfPath(steps);
        return true;
    }

    private static bool TryStep(string segment, SchemaNode parent, [NotNullWhen(true)] out RestconfStep? step, [NotNullWhen(false)] out RestconfError? error)
    {
        step = null;
        error = null;
        var equals = segment.IndexOf('=', StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(equals < 0 ? segment : segment[..equals]);
        if (parent.Child(name) is not { } node || (parent.Module.Length == 0 && !name.Contains(':', StringComparison.Ordinal)))
        {
            error = RestconfError.UnknownElement($"'{name}' is not a node here; expected one of {string.Join(", ", parent.Children.Select(parent.JsonNameOf))}.");
            return false;
        }

        if (equals < 0)
        {
            step = new RestconfStep(node, []);
            return true;
        }

        var keys = segment[(equals + 1)..].Split(',').Select(Uri.UnescapeDataString).ToArray();
        if (node.Kind != SchemaNodeKind.List || keys.Length != node.Keys.Count)
        {
            error = RestconfError.InvalidValue(node.Kind == SchemaNodeKind.List
                ? $"List '{node.Name}' has the keys {string.Join(", ", node.Keys)}; {keys.Length} were given."
                : $"'{node.Name}' is not a list and has no keys.");
            return false;
        }

        step = new RestconfStep(node, keys);
        return true;
    }
}
