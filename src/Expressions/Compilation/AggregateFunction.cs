namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>How the series of a metric become one value.</summary>
internal enum AggregateFunction
{
    Sum,
    Average,
    Minimum,
    Maximum,
    Count,
    Any,
    All,
}
