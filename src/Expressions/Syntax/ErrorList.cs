namespace RouterAlertAssurance.Expressions.Syntax;

/// <summary>Collects the errors of one text: all of them, up to a limit that keeps an answer to garbage readable.</summary>
internal sealed class ErrorList(SourceText source)
{
    private const int Limit = 100;
    private readonly List<ExpressionError> _errors = [];
    private int _left;

    public int Count => _errors.Count;

    public void Report(int offset, int length, string message, string suggestion)
    {
        if (_errors.Count < Limit)
        {
            _errors.Add(new ExpressionError(source.PositionAt(offset), length, message, suggestion));
        }
        else
        {
            _left++;
        }
    }

    public void Report(SyntaxNode node, string message, string suggestion) =>
        Report(node.Position.Offset, node.Length, message, suggestion);

    public bool HasErrorAt(int offset) => _errors.Exists(error => error.Position.Offset == offset);

    public IReadOnlyList<ExpressionError> InOrder()
    {
        List<ExpressionError> errors = [.. _errors.OrderBy(error => error.Position.Offset).Distinct()];
        return _left == 0 ? errors
            : [.. errors, new ExpressionError(errors[^1].Position, 0, $"{_left} more errors are not shown", "repair the ones above first")];
    }
}
