using System.Globalization;
using System.Text;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Collector.Validation;

/// <summary>Collects what is wrong with a body, field by field; pointers are JSON pointers into it.</summary>
internal sealed class FieldChecks(DateTimeOffset now)
{
    /// <summary>A sender needs to see the kinds of its errors, not thousands of repetitions.</summary>
    private const int MaxErrors = 50;

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    public bool IsFull => _errors.Count >= MaxErrors;

    public void Add(string pointer, string detail)
    {
        if (!IsFull)
        {
            _errors.Add(new FieldError(pointer, detail));
        }
    }

    /// <summary>A name: not empty, bounded, and without any control character.</summary>
    public bool Name(string? value, string pointer, int maxBytes)
    {
        if (string.IsNullOrEmpty(value))
        {
            Add(pointer, value is null ? "expected a string, not null" : "must not be empty");
            return false;
        }

        if (value.Any(char.IsControl))
        {
            Add(pointer, "contains a control character");
            return false;
        }

        return Text(value, pointer, maxBytes);
    }

    /// <summary>Text, maybe empty, bounded, and without control characters other than line breaks and tabs.</summary>
    public bool Text(string? value, string pointer, int maxBytes)
    {
        var wrong = value is null ? "expected a string, not null"
            : Encoding.UTF8.GetByteCount(value) > maxBytes ? $"longer than {maxBytes} bytes of UTF-8"
            : value.Any(IsForbidden) ? "contains a control character"
            : null;
        if (wrong is not null)
        {
            Add(pointer, wrong);
        }

        return wrong is null;
    }

    // What the YANG type string does not hold either (RFC 7950, section 14).
    private static bool IsForbidden(char c) => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || c is '\uFFFE' or '\uFFFF';

    public bool Range(int value, string pointer, int min, int max)
    {
        if (value >= min && value <= max)
        {
            return true;
        }

        Add(pointer, string.Create(CultureInfo.InvariantCulture, $"{value} is outside {min}..{max}"));
        return false;
    }

    public void Share(double value, string pointer)
    {
        if (!(value >= 0 && value <= 1))
        {
            Add(pointer, "expected a number 0..1");
        }
    }

    /// <summary>One of a few words, or null for the default.</summary>
    public void OneOf(string? value, string pointer, IReadOnlyList<string> words)
    {
        if (value is not null && !words.Contains(value))
        {
            Add(pointer, $"expected one of {string.Join(", ", words)}");
        }
    }

    /// <summary>A time that can be: not before 2000, and not further ahead than clocks differ.</summary>
    public void Time(DateTimeOffset value, string pointer)
    {
        if (value < Earliest || value > now + Ahead)
        {
            Add(pointer, value < Earliest ? "missing, or a time before the year 2000" : "more than a day in the future");
        }
    }

    /// <summary>A list that is there, bounded, and holds no null.</summary>
    public bool List<T>(IReadOnlyList<T>? list, string pointer, int max)
    {
        if (list is null || list.Count > max)
        {
            Add(pointer, list is null ? "expected an array, not null" : $"holds {list.Count} items; at most {max} are accepted");
            return false;
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is null)
            {
                Add($"{pointer}/{i}", "expected an object, not null");
                return false;
            }
        }

        return true;
    }

    public void Words(IReadOnlyDictionary<string, string>? map, string pointer, int max)
    {
        if (map is null || map.Count > max)
        {
            Add(pointer, map is null ? "expected an object, not null" : $"holds {map.Count} names; at most {max} are accepted");
            return;
        }

        foreach (var (name, value) in map)
        {
            var place = $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            _ = Name(name, place, FieldLimits.Type) && Text(value, place, FieldLimits.Value);
        }
    }
}
