namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Gathers errors with their places, so that all of them are told at once.</summary>
internal sealed class ErrorList
{
    /// <summary>More than this helps nobody and would let a hostile file fill the memory.</summary>
    private const int Maximum = 200;

    private readonly List<PackageError> _errors = [];
    private readonly List<PackageError> _warnings = [];

    public IReadOnlyList<PackageError> Errors => _errors;

    /// <summary>What is no reason to refuse the package, and probably not meant.</summary>
    public IReadOnlyList<PackageError> Warnings => _warnings;

    public bool Any => _errors.Count > 0;

    /// <summary>How many were added, be they shown or not.</summary>
    public int Count { get; private set; }

    public void Add(SourceNode node, string message, string suggestion) =>
        Add(new PackageError(node.File.Path, node.Line, node.Column, node.Path, message, suggestion));

    /// <summary>An error inside the value of a scalar, <paramref name="offset"/> characters after its beginning.</summary>
    public void AddInside(SourceScalar scalar, int offset, string message, string suggestion)
    {
        var (line, column) = ScalarPositions.Locate(scalar, offset);
        Add(new PackageError(scalar.File.Path, line, column, scalar.Path, message, suggestion));
    }

    public void Warn(SourceNode node, string message, string suggestion)
    {
        if (_warnings.Count < Maximum)
        {
            _warnings.Add(new PackageError(node.File.Path, node.Line, node.Column, node.Path, message, suggestion));
        }
    }

    public void AddUnknown(SourceNode node, string what, string name, IEnumerable<string> known)
    {
        // A guess takes time, and nobody reads it once the list is full.
        if (_errors.Count < Maximum)
        {
            Add(node, $"unknown {what} '{Suggestions.Shorten(name)}'", Suggestions.DidYouMean(name, known) ?? Suggestions.Known(known));
        }
    }

    public void Add(PackageError error)
    {
        Count++;
        if (_errors.Count < Maximum)
        {
            _errors.Add(error);
        }
        else if (_errors.Count == Maximum)
        {
            _errors.Add(new PackageError("", 0, 0, "", $"there are more errors than these {Maximum}; the rest is not shown", "correct these first"));
        }
    }
}
