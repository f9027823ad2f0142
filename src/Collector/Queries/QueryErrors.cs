using System.Globalization;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Queries;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>Reads query parameters and collects what is wrong with them; the pointer of such an error is <c>?name</c>.</summary>
internal sealed class QueryErrors
{
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> All => _errors;

    public bool Any => _errors.Count > 0;

    public void Add(string name, string detail) => _errors.Add(new FieldError($"?{name}", detail));

    public int? Integer(string? text, string name, int min, int max)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        Add(name, $"expected a whole number {min}..{max}");
        return null;
    }

    public DateTimeOffset? Time(string? text, string name, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (TimeParameter.TryParse(text, now, out var time))
        {
            return time;
        }

        Add(name, "expected a time such as 2025-01-31T12:00:00Z, now or -1h");
        return null;
    }
}
