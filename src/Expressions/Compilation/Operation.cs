namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>What a node computes. The order is used: leaves, one operand, two operands, the rest.</summary>
internal enum Operation : byte
{
    // Leaves. A parameter stands in programs only and is a constant in the graph.
    Constant,
    Parameter,
    Input,
    Rate,
    Increase,
    Family,

    // One operand.
    Convert,
    Negate,
    Absolute,
    Not,
    Absent,
    Age,

    // Functions over time, of one operand.
    WindowAverage,
    WindowMinimum,
    WindowMaximum,
    WindowSum,
    WindowCount,
    WindowQuantile,
    WindowDelta,
    WindowChanges,
    WindowRate,
    WindowIncrease,
    WindowExtrapolatedRate,
    Smoothed,
    Deviation,

    // Writes its operand into the aggregation that follows it.
    Member,

    // Two operands.
    And,
    Or,
    Guard,
    TextEqual,
    TextNotEqual,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Minimum,
    Maximum,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,

    // Others.
    Conditional,
    Aggregate,
}

internal static class Operations
{
    /// <summary>Functions over time keep state of their own.</summary>
    public static bool IsWindow(Operation operation) => operation is >= Operation.WindowAverage and <= Operation.Deviation;

    /// <summary>Functions over time that go by the raw values of a counter.</summary>
    public static bool IsCounterWindow(Operation operation) => operation is >= Operation.WindowRate and <= Operation.WindowExtrapolatedRate;
}
