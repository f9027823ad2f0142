using RouterAlertAssurance.Expressions.Compilation;

namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>What a node computes. Sixteen bytes, so that four neighbours, which mostly belong to one subservice, share a cache line.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Type">Type of the result.</param>
/// <param name="Level">0 for leaves, one more than the highest operand otherwise: the order of evaluation.</param>
/// <param name="Left">First operand; the input of a leaf that has one.</param>
/// <param name="Right">Second operand; the span of a window function; the leaf of a member.</param>
/// <param name="Extra">Conversion of a calculation; third operand of a conditional; state of a window function or an aggregation.</param>
internal readonly record struct NodeCode(Operation Operation, ExpressionValueType Type, ushort Level, int Left, int Right, int Extra)
{
    public const int None = -1;

    public bool IsWindow => Operations.IsWindow(Operation);

    /// <summary>The operands that are nodes; <see cref="None"/> for those there are not.</summary>
    public (int First, int Second, int Third) Operands => Operation switch
    {
        < Operation.Convert => (None, None, None),
        < Operation.And => (Left, None, None),
        Operation.Aggregate => (None, None, None),
        Operation.Conditional => (Left, Right, Extra),
        _ => (Left, Right, None),
    };
}
