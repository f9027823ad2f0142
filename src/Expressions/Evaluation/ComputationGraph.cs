using RouterAlertAssurance.Expressions.Evaluation;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions;

/// <summary>
/// The computation graph of many expressions (RFC 9417, section 3.1). Equal parts of all expressions are one node, nodes are kept in arrays, a sample
/// touches only what depends on it, in topological order, and neither setting nor evaluating allocates. Expressions come and go while it runs; the
/// values of all others stay. One thread at a time.
/// </summary>
public sealed partial class ComputationGraph
{
    private readonly int _maximumSeries;
    private readonly NodeTable _nodes = new();
    private readonly EdgeTable _edges = new();
    private readonly TextPool _texts = new();
    private readonly DirtyQueue _dirty = new();
    private readonly InputTable _inputs = new();
    private readonly NodeIndex _index;
    private readonly NodeValues _values;
    private readonly WindowTable _windows;
    private readonly Kernel _kernel;
    private readonly ValueTable<UnitConversion> _conversions = new(UnitConversion.Identity);
    private readonly ValueTable<WindowSpan> _spans = new(default);
    private readonly ChangedSet _changed = new();
    private readonly HashSet<int> _followingClock = [];
    private readonly int _noSample;
    private readonly int _needsTwo;
    private readonly int _backInTime;
    private readonly int _sameTime;
    private long _clock;
    private int _round = 1;

    /// <summary>An empty graph.</summary>
    /// <param name="maximumSeries">How many series one input may have.</param>
    public ComputationGraph(int maximumSeries = ExpressionLimits.MaximumSeries)
    {
        _maximumSeries = maximumSeries;
        _index = new NodeIndex(_nodes);
        _values = new NodeValues(_nodes, _texts);
        _windows = new WindowTable(_nodes, _values, _texts, MarkDirty);
        _kernel = new Kernel(_nodes, _values, _conversions.Values, _texts);
        (_noSample, _needsTwo) = (_texts.Pin("no sample yet"), _texts.Pin(CounterTracker.NeedsTwo));
        (_backInTime, _sameTime) = (_texts.Pin(CounterTracker.BackInTime), _texts.Pin(CounterTracker.SameTime));
        _noSeries = _texts.Pin("no series");
    }

    /// <summary>How many distinct nodes there are.</summary>
    public int NodeCount => _nodes.Count;

    /// <summary>How many inputs there are, each series counted.</summary>
    public int InputCount => _inputs.Count;

    /// <summary>How many samples the functions over time hold.</summary>
    public long WindowSampleCount => _windows.SampleCount;

    /// <summary>Bytes of the arrays that hold nodes, edges and windows; inputs and texts are not in it.</summary>
    public long ByteSize => _nodes.ByteSize + _edges.ByteSize + _index.ByteSize + _windows.ByteSize;

    /// <summary>The watchers of expressions whose value changed since <see cref="ClearChanged"/>, each once, in no order.</summary>
    public ReadOnlySpan<int> Changed => _changed.Items;

    /// <summary>Forgets who changed.</summary>
    public void ClearChanged() => _changed.Clear();

    /// <summary>The value of an expression that has one, for the samples evaluated so far.</summary>
    /// <exception cref="ArgumentException">It has several.</exception>
    public ExpressionValue Read(ExpressionHandle handle) => _values.Read(
        handle.IsExpansion ? ResultOf(_expansions[handle.Expansion]!) : handle.Node);

    /// <summary>The values of an expression by series, ordered; one of an expression without labels.</summary>
    public IReadOnlyList<(SeriesKey Key, ExpressionValue Value)> ReadSeries(ExpressionHandle handle)
    {
        if (!handle.IsExpansion || _expansions[handle.Expansion]!.PerKey[_expansions[handle.Expansion]!.Program.Result] is not { } values)
        {
            return [(SeriesKey.None, Read(handle))];
        }

        return [.. values.OrderBy(pair => pair.Key, SeriesKey.Ordering).Select(pair => (pair.Key, _values.Read(pair.Value)))];
    }

    /// <summary>
    /// The values of all parts of an expression that are not literals, in the order they are computed; the last is the whole.
    /// </summary>
    /// <param name="handle">The expression.</param>
    /// <param name="expression">What was added.</param>
    /// <param name="inputs">The inputs it was added with.</param>
    /// <param name="constants">The constants it was added with.</param>
    /// <param name="key">The series that is meant where there are several; parts without a value for it are left out.</param>
    public IReadOnlyList<EvaluationStep> Explain(
        ExpressionHandle handle, CompiledExpression expression, ReadOnlySpan<int> inputs, ReadOnlySpan<ExpressionConstant> constants, SeriesKey? key = null)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var nodes = handle.IsExpansion
            ? NodesFor(_expansions[handle.Expansion]!, key ?? SeriesKey.None, expression.Labels)
            : Find(expression.Program, inputs, constants);
        return [.. expression.Program.Steps.Where(step => nodes[step.Index] >= 0).Select(step =>
            new EvaluationStep(step.Text, step.Position, _values.Read(nodes[step.Index]), step.Unit))];
    }
}

/// <summary>An expression in a <see cref="ComputationGraph"/>.</summary>
public readonly record struct ExpressionHandle
{
    private readonly int _value;

    private ExpressionHandle(int value) => _value = value;

    internal bool IsExpansion => _value < 0;

    internal int Node => _value;

    internal int Expansion => ~_value;

    internal static ExpressionHandle OfNode(int node) => new(node);

    internal static ExpressionHandle OfExpansion(int expansion) => new(~expansion);
}
