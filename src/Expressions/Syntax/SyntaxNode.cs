namespace RouterAlertAssurance.Expressions.Syntax;

/// <summary>A node of the syntax tree. Immutable; parentheses leave no node, only their effect on the tree.</summary>
public abstract class SyntaxNode
{
    private protected SyntaxNode(SourcePosition position, int length, IReadOnlyList<SyntaxNode> children)
    {
        Position = position;
        Length = length;
        Children = children;
        foreach (var child in children)
        {
            Depth = Math.Max(Depth, child.Depth);
        }

        Depth++;
    }

    /// <summary>Where the node's text begins.</summary>
    public SourcePosition Position { get; }

    /// <summary>The length of the node's text in UTF-16 code units.</summary>
    public int Length { get; }

    /// <summary>The operands or arguments, left to right.</summary>
    public IReadOnlyList<SyntaxNode> Children { get; }

    /// <summary>1 for a leaf, one more than the deepest child otherwise.</summary>
    public int Depth { get; }

    /// <summary>The canonical text of the node, which parses back to an equal tree.</summary>
    public override string ToString() => SyntaxPrinter.Print(this);
}
