namespace RouterAlertAssurance.Expressions;

/// <summary>Bounds that keep hostile or generated text from costing more than an error message.</summary>
public static class ExpressionLimits
{
    /// <summary>The longest text that is read, in UTF-16 code units.</summary>
    public const int MaximumLength = 8192;

    /// <summary>The deepest tree; every operator of a chain and every nested parenthesis is one level.</summary>
    public const int MaximumDepth = 200;

    /// <summary>The shortest span of a function over time, in seconds.</summary>
    public const double ShortestSpan = 0.001;

    /// <summary>The longest span of a function over time, in seconds: 400 days.</summary>
    public const double LongestSpan = 400.0 * 86400;

    /// <summary>How many samples one function over time holds; of more, the oldest are given up.</summary>
    public const int MaximumSamples = 65536;

    /// <summary>How many series one metric may have for one subservice, unless the graph is told otherwise.</summary>
    public const int MaximumSeries = 10_000;
}
