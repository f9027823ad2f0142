namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>What a node of the computation graph does.</summary>
internal enum Operation
{
    // Leaves.
    Constant,
    Input,
    Rate,
    Increase,

    // One operand.
    Convert,
    Negate,
    Absolute,
    Not,
    Absent,

    // Two operands; from Add on both are numbers and the result may be no number.
    And,
    Or,
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
}
