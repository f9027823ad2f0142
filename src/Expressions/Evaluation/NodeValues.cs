namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>The values of all nodes, one array per property.</summary>
internal sealed class NodeValues(int count)
{
    public const string NotFinite = "the result is not a finite number";

    private readonly SampleState[] _states = NewStates(count);
    private readonly double[] _numbers = new double[count];
    private readonly string?[] _texts = new string?[count];
    private readonly string?[] _reasons = new string?[count];
    private readonly string?[] _origins = new string?[count];

    public bool IsPresent(int node) => _states[node] == SampleState.Present;

    public bool IsTrue(int node) => IsPresent(node) && _numbers[node] != 0;

    public bool IsFalse(int node) => IsPresent(node) && _numbers[node] == 0;

    public double Number(int node) => _numbers[node];

    public string? Text(int node) => _texts[node];

    public ExpressionValue Read(int node, ExpressionValueType type) =>
        !IsPresent(node) ? ExpressionValue.Without(type, _states[node], _reasons[node], _origins[node])
        : type == ExpressionValueType.Number ? ExpressionValue.Of(_numbers[node])
        : type == ExpressionValueType.Boolean ? ExpressionValue.Of(_numbers[node] != 0)
        : ExpressionValue.Of(_texts[node] ?? "");

    /// <summary>Sets a number that was computed. True when the node changed; the other setters answer the same.</summary>
    public bool SetNumber(int node, double number, string origin) =>
        double.IsFinite(number)
            ? Set(node, SampleState.Present, number, null, null, null)
            : Set(node, SampleState.Missing, 0, null, NotFinite, origin);

    public bool SetBoolean(int node, bool value) => Set(node, SampleState.Present, value ? 1 : 0, null, null, null);

    public bool SetPresent(int node, double number, string? text) => Set(node, SampleState.Present, number, text, null, null);

    public bool SetWithout(int node, SampleState state, string? reason, string? origin) => Set(node, state, 0, null, reason, origin);

    /// <summary>Hands on why <paramref name="operand"/> has no value.</summary>
    public bool SetFrom(int node, int operand) =>
        Set(node, _states[operand], 0, null, _reasons[operand], _origins[operand]);

    private bool Set(int node, SampleState state, double number, string? text, string? reason, string? origin)
    {
        var same = _states[node] == state && _numbers[node] == number && string.Equals(_texts[node], text, StringComparison.Ordinal)
            && string.Equals(_reasons[node], reason, StringComparison.Ordinal) && string.Equals(_origins[node], origin, StringComparison.Ordinal);
        if (same)
        {
            return false;
        }

        _states[node] = state;
        _numbers[node] = number;
        _texts[node] = text;
        _reasons[node] = reason;
        _origins[node] = origin;
        return true;
    }

    private static SampleState[] NewStates(int count)
    {
        var states = new SampleState[count];
        Array.Fill(states, SampleState.Missing);
        return states;
    }
}
