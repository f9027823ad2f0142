namespace RouterAlertAssurance.Yang.Restconf;

/// <summary>Kind of a data node.</summary>
public enum SchemaNodeKind
{
    Container,
    List,
    Leaf,
}

/// <summary>One data node of the schema, enough to walk, filter and check paths.</summary>
public sealed class SchemaNode
{
    private readonly Dictionary<string, SchemaNode> _children = new(StringComparer.Ordinal);

    internal SchemaNode(string module, string name, SchemaNodeKind kind, bool config, IReadOnlyList<string>? keys = null)
    {
        Module = module;
        Name = name;
        Kind = kind;
        Config = config;
        Keys = keys ?? [];
    }

    public string Module { get; }

    public string Name { get; }

    public SchemaNodeKind Kind { get; }

    /// <summary>False below <c>config false</c>.</summary>
    public bool Config { get; }

    /// <summary>Key leaves of a list, in the order in which a path gives them.</summary>
    public IReadOnlyList<string> Keys { get; }

    public IEnumerable<SchemaNode> Children => _children.Values;

    /// <summary>Finds a child by the name it has in JSON: bare within the parent's module, qualified otherwise. A qualified name of the same module is accepted as well.</summary>
    public SchemaNode? Child(string jsonName)
    {
        if (_children.TryGetValue(jsonName, out var child))
        {
            return child;
        }

        var colon = jsonName.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && string.Equals(jsonName[..colon], Module, StringComparison.Ordinal) ? _children.GetValueOrDefault(jsonName[(colon + 1)..]) : null;
    }

    /// <summary>The member name that the child has in a JSON object of this node.</summary>
    public string JsonNameOf(SchemaNode child) =>
        string.Equals(child.Module, Module, StringComparison.Ordinal) ? child.Name : $"{child.Module}:{child.Name}";

    internal SchemaNode With(params ReadOnlySpan<SchemaNode> children)
    {
        foreach (var child in children)
        {
            _children[JsonNameOf(child)] = child;
        }

        return this;
    }
}
