using System.Text.Json;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>
/// Reads one object of a body member by member. What is wrong goes into the list with its pointer and reading goes on, so that all errors
/// are found at once. Members nobody asked for are refused by <see cref="Finish"/>.
/// </summary>
internal sealed class ObjectReader
{
    private readonly JsonElement _element;
    private readonly string _pointer;
    private readonly ErrorList _errors;
    private readonly List<string> _known = [];

    public ObjectReader(JsonElement element, string pointer, ErrorList errors)
    {
        _element = element;
        _pointer = pointer;
        _errors = errors;
        IsObject = element.ValueKind == JsonValueKind.Object;
        if (!IsObject)
        {
            errors.Add(pointer, $"expected an object, not {Describe(element)}");
        }
    }

    public bool IsObject { get; }

    public string PointerTo(string member) => ErrorList.Append(_pointer, member);

    /// <summary>A text that follows a rule; null when absent or wrong.</summary>
    public string? Text(string member, Func<string, string?> rule, bool required = false)
    {
        if (Find(member, required) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            _errors.Add(PointerTo(member), $"expected a string, not {Describe(value)}");
            return null;
        }

        return Checked(PointerTo(member), value.GetString()!, rule);
    }

    /// <summary>Names to texts; empty when absent.</summary>
    public IReadOnlyDictionary<string, string> TextMap(string member, Func<string, string?> keyRule, int most)
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Find(member, required: false) is not { } value || !IsKind(member, value, JsonValueKind.Object, "an object of strings"))
        {
            return map;
        }

        foreach (var property in value.EnumerateObject().Take(most))
        {
            var pointer = ErrorList.Append(PointerTo(member), property.Name);
            Checked(pointer, property.Name, keyRule);
            if (property.Value.ValueKind != JsonValueKind.String)
            {
                _errors.Add(pointer, $"expected a string, not {Describe(property.Value)}");
            }
            else if (Checked(pointer, property.Value.GetString()!, TextRules.Text) is { } text)
            {
                map[property.Name] = text;
            }
        }

        if (value.GetPropertyCount() > most)
        {
            _errors.Add(PointerTo(member), $"holds {value.GetPropertyCount()} members; at most {most} are taken");
        }

        return map;
    }

    /// <summary>The elements of an array, each with its pointer; none when absent or wrong.</summary>
    public IEnumerable<(JsonElement Element, string Pointer)> Items(string member, int most, bool required = false)
    {
        if (Find(member, required) is not { } value || !IsKind(member, value, JsonValueKind.Array, "an array"))
        {
            return [];
        }

        if (value.GetArrayLength() > most)
        {
            _errors.Add(PointerTo(member), $"holds {value.GetArrayLength()} elements; at most {most} are taken");
            return [];
        }

        return value.EnumerateArray().Select((element, index) => (element, $"{PointerTo(member)}/{index}"));
    }

    /// <summary>Texts of an array.</summary>
    public IReadOnlyList<string> Texts(string member, Func<string, string?> rule, int most)
    {
        var texts = new List<string>();
        foreach (var (element, pointer) in Items(member, most))
        {
            if (element.ValueKind != JsonValueKind.String)
            {
                _errors.Add(pointer, $"expected a string, not {Describe(element)}");
            }
            else if (Checked(pointer, element.GetString()!, rule) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    /// <summary>The reader of a nested object; null when absent.</summary>
    public ObjectReader? Object(string member) =>
        Find(member, required: false) is { } value ? new(value, PointerTo(member), _errors) : null;

    /// <summary>A time with its offset from UTC; null when absent or wrong.</summary>
    public DateTimeOffset? Time(string member, bool required = false)
    {
        if (Find(member, required) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && HasOffset(value.GetString()!) && value.TryGetDateTimeOffset(out var time))
        {
            return time;
        }

        _errors.Add(PointerTo(member), "expected a time with its offset, such as 2025-01-31T12:00:00Z");
        return null;
    }

    /// <summary>An integer from 0 on; null when absent or wrong.</summary>
    public long? Count(string member, bool required = false)
    {
        if (Find(member, required) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0)
        {
            return number;
        }

        _errors.Add(PointerTo(member), "expected an integer of 0 or more");
        return null;
    }

    public bool? Flag(string member, bool required = false)
    {
        if (Find(member, required) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        _errors.Add(PointerTo(member), $"expected true or false, not {Describe(value)}");
        return null;
    }

    /// <summary>Refuses the members nobody asked for.</summary>
    public void Finish()
    {
        if (!IsObject)
        {
            return;
        }

        foreach (var property in _element.EnumerateObject().Where(property => !_known.Contains(property.Name)))
        {
            _errors.Add(PointerTo(property.Name), $"unknown name '{property.Name}'{Suggestion.For(property.Name, _known)}");
        }
    }

    private JsonElement? Find(string member, bool required)
    {
        _known.Add(member);
        if (!IsObject)
        {
            return null;
        }

        if (_element.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null)
        {
            return value;
        }

        if (required)
        {
            _errors.Add(_pointer, $"'{member}' is missing");
        }

        return null;
    }

    private bool IsKind(string member, JsonElement value, JsonValueKind kind, string expected)
    {
        if (value.ValueKind == kind)
        {
            return true;
        }

        _errors.Add(PointerTo(member), $"expected {expected}, not {Describe(value)}");
        return false;
    }

    private string? Checked(string pointer, string value, Func<string, string?> rule)
    {
        if ((TextRules.Text(value) ?? rule(value)) is not { } wrong)
        {
            return value;
        }

        _errors.Add(pointer, wrong);
        return null;
    }

    private static bool HasOffset(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a string",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
