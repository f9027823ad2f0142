using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Syntax;

internal sealed partial class Parser
{
    private SyntaxNode ParseNumber()
    {
        var number = Take();
        var unitStart = Current.Offset;
        var unit = ParseUnit();
        var length = LastEnd - number.Offset;
        var position = _source.PositionAt(number.Offset);
        if (unit.Length == 0 || Unit.TryParse(unit, out _))
        {
            return new NumberSyntax(position, length, number.Number, unit);
        }

        ReportUnit(number, unitStart, unit);
        return new MissingSyntax(position, length);
    }

    // A name directly after a number can only be a unit. Behind a slash it is one when it is the symbol of a unit.
    private string ParseUnit()
    {
        if (Current.Kind == TokenKind.Percent && !BeginsOperand(Ahead()))
        {
            Take();
            return "%";
        }

        if (!IsBareName(0) || Keywords.MisspelledOperator(Current) != TokenKind.End)
        {
            return "";
        }

        var unit = Take().Text;
        while (Current.Kind == TokenKind.Slash && IsBareName(1) && UnitSymbol.Find(Ahead().Text) is not null)
        {
            Take();
            unit += "/" + Take().Text;
        }

        return unit;
    }

    private bool IsBareName(int ahead) =>
        Ahead(ahead).Kind == TokenKind.Name && Ahead(ahead + 1).Kind is not (TokenKind.LeftParenthesis or TokenKind.LeftBracket);

    private static bool BeginsOperand(in Token token) =>
        token.Kind is TokenKind.Number or TokenKind.Text or TokenKind.True or TokenKind.False or TokenKind.LeftParenthesis
        || (token.Kind == TokenKind.Name && Keywords.MisspelledOperator(token) == TokenKind.End);

    private void ReportUnit(in Token number, int start, string unit)
    {
        var dash = unit.IndexOf('-', StringComparison.Ordinal);
        var written = _source.Text.Substring(number.Offset, number.Length);
        var suggestion = dash > 0 && UnitSymbol.Find(unit[..dash]) is not null
            ? $"write '{written} {unit[..dash]} - {unit[(dash + 1)..]}' to subtract"
            : UnitHints.For(unit);
        _errors.Report(start, LastEnd - start, $"{SourceText.Quote(unit)} is not a unit", suggestion);
    }
}
