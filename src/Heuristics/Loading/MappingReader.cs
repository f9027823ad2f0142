using System.Globalization;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Typed access to a mapping with fixed keys; every miss is an error with its place, and a default goes on in its stead.</summary>
internal sealed class MappingReader
{
    private readonly ErrorList _errors;

    private MappingReader(SourceMapping node, ErrorList errors) => (Node, _errors) = (node, errors);

    public SourceMapping Node { get; }

    /// <summary>Null, with an error, where the node is no mapping. Keys that are not among <paramref name="keys"/> are errors.</summary>
    public static MappingReader? Open(SourceNode node, string what, IReadOnlyList<string> keys, ErrorList errors)
    {
        if (node is not SourceMapping mapping)
        {
            errors.Add(node, $"{what} must be a mapping, not {node.Kind}", $"with some of the keys {string.Join(", ", keys)}");
            return null;
        }

        foreach (var key in mapping.Entries.Select(entry => entry.Key).Where(key => !keys.Contains(key.Value)))
        {
            errors.AddUnknown(key, "key", key.Value, keys);
        }

        return new MappingReader(mapping, errors);
    }

    public SourceNode? Find(string key) => Node.Find(key);

    public SourceNode? Require(string key)
    {
        var node = Node.Find(key);
        if (node is null)
        {
            _errors.Add(Node, $"key '{key}' is missing", "add it");
        }

        return node;
    }

    /// <summary>The scalar of a key; null when it is not given, or with an error when it is no scalar or empty.</summary>
    public SourceScalar? Scalar(string key, bool required = false)
    {
        var node = required ? Require(key) : Find(key);
        return node is null ? null : AsScalar(node, key);
    }

    public string Text(string key, bool required = false) => Scalar(key, required)?.Value ?? "";

    /// <summary>A name in the spelling of names, or null with an error.</summary>
    public string? Name(string key, bool required)
    {
        if (Scalar(key, required) is not { } scalar)
        {
            return null;
        }

        return CheckName(scalar) ? scalar.Value : null;
    }

    public bool CheckName(SourceScalar scalar)
    {
        var valid = Names.IsName(scalar.Value);
        if (!valid)
        {
            _errors.Add(
                scalar,
                $"'{Suggestions.Shorten(scalar.Value)}' is not a name",
                Names.Rule);
        }

        return valid;
    }

    public bool Boolean(string key, bool fallback)
    {
        var scalar = Scalar(key);
        switch (scalar?.Value)
        {
            case null:
                return fallback;
            case "true" or "false" when scalar.Notation == ScalarNotation.Plain:
                return scalar.Value == "true";
            default:
                _errors.Add(scalar, $"'{Suggestions.Shorten(scalar.Value)}' is neither true nor false", "write true or false, without quotes");
                return fallback;
        }
    }

    public int Integer(string key, int minimum, int maximum, int fallback, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar)
        {
            return fallback;
        }

        if (int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        _errors.Add(scalar, $"'{Suggestions.Shorten(scalar.Value)}' is not a whole number from {minimum} to {maximum}", string.Create(CultureInfo.InvariantCulture, $"such as {key}: {Math.Clamp(10, minimum, maximum)}"));
        return fallback;
    }

    public TimeSpan Duration(string key, TimeSpan fallback)
    {
        if (Scalar(key) is not { } scalar)
        {
            return fallback;
        }

        if (Durations.TryParse(scalar.Value, out var duration))
        {
            return duration;
        }

        _errors.Add(scalar, $"'{Suggestions.Shorten(scalar.Value)}' is not a duration", "such as 500ms, 2s, 1m or 1h, at most 24h");
        return fallback;
    }

    /// <summary>A list of names.</summary>
    public IReadOnlyList<string> NameList(string key)
    {
        var items = Items(key);
        Duplicates.Check(items, key, _errors);
        return [.. items.Select(item => AsScalar(item, key)).OfType<SourceScalar>().Where(CheckName).Select(item => item.Value)];
    }

    /// <summary>One of a few words, mapped to its value.</summary>
    public T Choice<T>(string key, IReadOnlyDictionary<string, T> choices, T fallback, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar)
        {
            return fallback;
        }

        if (choices.TryGetValue(scalar.Value, out var value))
        {
            return value;
        }

        _errors.AddUnknown(scalar, key, scalar.Value, choices.Keys);
        return fallback;
    }

    public IReadOnlyList<SourceNode> Items(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case SourceSequence sequence:
                return sequence.Items;
            case var other:
                _errors.Add(other, $"'{key}' must be a list, not {other.Kind}", $"such as {key}: [...]");
                return [];
        }
    }

    /// <summary>The texts of a list.</summary>
    public IReadOnlyList<string> Texts(string key) => [.. Items(key).Select(item => AsScalar(item, key)?.Value).OfType<string>()];

    public IReadOnlyList<SourceEntry> Entries(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case SourceMapping mapping:
                return mapping.Entries;
            case var other:
                _errors.Add(other, $"'{key}' must be a mapping, not {other.Kind}", $"such as {key}: {{name: ...}}");
                return [];
        }
    }

    public SourceScalar? AsScalar(SourceNode node, string what)
    {
        if (node is not SourceScalar scalar)
        {
            _errors.Add(node, $"'{what}' must be text, not {node.Kind}", "write one value; quotes make text of anything");
            return null;
        }

        if (scalar.Value.Length == 0 && scalar.Notation == ScalarNotation.Plain)
        {
            _errors.Add(scalar, $"'{what}' has no value", "give it one, or leave the key out");
            return null;
        }

        return scalar;
    }
}
