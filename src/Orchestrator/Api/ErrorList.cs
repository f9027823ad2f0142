using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>Collects everything that is wrong with a body, so that one answer names it all.</summary>
internal sealed class ErrorList
{
    /// <summary>More would help nobody and only make the answer large.</summary>
    public const int Most = 100;

    private readonly List<FieldError> _errors = [];
    private int _more;

    public bool IsEmpty => _errors.Count == 0;

    public IReadOnlyList<FieldError> Items =>
        _more == 0 ? _errors : [.. _errors, new FieldError("", $"{_more} more errors are not shown")];

    public void Add(string pointer, string detail)
    {
        if (_errors.Count < Most)
        {
            _errors.Add(new(pointer, detail));
        }
        else
        {
            _more++;
        }
    }

    public static string Append(string pointer, string member) =>
        $"{pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
