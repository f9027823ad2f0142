namespace RouterAlertAssurance.Expressions;

/// <summary>Bounds that keep hostile or generated text from costing more than an error message.</summary>
public static class ExpressionLimits
{
    /// <summary>The longest text that is read, in UTF-16 code units.</summary>
    public const int MaximumLength = 8192;

    /// <summary>The deepest tree; every operator of a chain and every nested parenthesis is one level.</summary>
    public const int MaximumDepth = 200;
}
