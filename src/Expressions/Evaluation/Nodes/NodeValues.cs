namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>Reads and writes the values of nodes. The setters tell whether the node is another than before.</summary>
internal sealed class NodeValues
{
    public const string NotFinite = "the result is not a finite number";
    private readonly NodeTable _nodes;
    private readonly TextPool _texts;
    private readonly int _notFinite;

    public NodeValues(NodeTable nodes, TextPool texts)
    {
        (_nodes, _texts) = (nodes, texts);
        _notFinite = texts.Pin(NotFinite);
    }

    public bool IsPresent(int node) => _nodes.States[node] == SampleState.Present;

    public bool IsTrue(int node) => IsPresent(node) && _nodes.Bits[node] != 0;

    public bool IsFalse(int node) => IsPresent(node) && _nodes.Bits[node] == 0;

    public double Number(int node) => BitConverter.Int64BitsToDouble(_nodes.Bits[node]);

    public bool SetNumber(int node, double number) => double.IsFinite(number)
        // Negative zero is zero: two equal values must not look like a change.
        ? Set(node, SampleState.Present, BitConverter.DoubleToInt64Bits(number + 0.0))
        : Set(node, SampleState.Missing, Pack(_notFinite, _nodes.Origins[node]));

    public bool SetBoolean(int node, bool value) => Set(node, SampleState.Present, value ? 1 : 0);

    public bool SetText(int node, int text) => Set(node, SampleState.Present, text);

    public bool SetWithout(int node, SampleState state, int reason, int origin) => Set(node, state, Pack(reason, origin));

    /// <summary>Hands on why <paramref name="operand"/> has no value.</summary>
    public bool SetFrom(int node, int operand) => Set(node, _nodes.States[operand], _nodes.Bits[operand]);

    public bool Set(int node, SampleState state, long bits)
    {
        if (_nodes.Bits[node] == bits && _nodes.States[node] == state)
        {
            return false;
        }

        _nodes.Bits[node] = bits;
        _nodes.States[node] = state;
        return true;
    }

    public ExpressionValue Read(int node)
    {
        var type = _nodes.Codes[node].Type;
        var bits = _nodes.Bits[node];
        return !IsPresent(node) ? ExpressionValue.Without(type, _nodes.States[node], _texts[(int)(bits >> 32)], _texts[(int)bits])
            : type == ExpressionValueType.Number ? ExpressionValue.Of(BitConverter.Int64BitsToDouble(bits))
            : type == ExpressionValueType.Boolean ? ExpressionValue.Of(bits != 0)
            : ExpressionValue.Of(_texts[(int)bits]);
    }

    /// <summary>Tells the pool which texts a node uses.</summary>
    public void MarkTexts(int node, Action<int> mark)
    {
        mark(_nodes.Origins[node]);
        if (!IsPresent(node))
        {
            mark((int)(_nodes.Bits[node] >> 32));
            mark((int)_nodes.Bits[node]);
        }
        else if (_nodes.Codes[node].Type == ExpressionValueType.Text)
        {
            mark((int)_nodes.Bits[node]);
        }
    }

    private static long Pack(int reason, int origin) => ((long)reason << 32) | (uint)origin;
}
