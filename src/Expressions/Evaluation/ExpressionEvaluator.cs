namespace RouterAlertAssurance.Expressions;

/// <summary>
/// Evaluates a few expressions by name over a computation graph of their own. Equal parts are computed once, a sample touches only what depends on it,
/// and neither setting nor evaluating allocates. Not safe for concurrent use.
/// </summary>
public sealed class ExpressionEvaluator
{
    private readonly ComputationGraph _graph = new();
    private readonly Dictionary<string, int> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InputDeclaration> _declarations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Merges the expressions into one graph; every input is missing until it is set.</summary>
    /// <exception cref="ArgumentException">Two expressions have the same name, or declare the same input differently.</exception>
    public ExpressionEvaluator(IEnumerable<(string Name, CompiledExpression Expression)> expressions)
    {
        ArgumentNullException.ThrowIfNull(expressions);
        foreach (var (name, expression) in expressions)
        {
            int[] inputs = [.. expression.Program.Inputs.Select(InputOf)];
            if (!_entries.TryAdd(name, new Entry(expression, inputs, _graph.Add(expression, inputs))))
            {
                throw new ArgumentException($"there are two expressions named '{name}'", nameof(expressions));
            }
        }
    }

    /// <summary>The names of the expressions.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>The names of the inputs that any of them reads.</summary>
    public IReadOnlyCollection<string> Inputs => _inputs.Keys;

    /// <summary>How many distinct nodes the merged graph has.</summary>
    public int NodeCount => _graph.NodeCount;

    /// <summary>As <see cref="ComputationGraph.Set"/>.</summary>
    /// <returns>False when no expression reads the input.</returns>
    public bool Set(string input, in Sample sample)
    {
        var isRead = _inputs.TryGetValue(input, out var number);
        if (isRead)
        {
            _graph.Set(number, sample);
        }

        return isRead;
    }

    /// <summary>Sets the latest sample of one series of an input; the set of series counts as known then.</summary>
    /// <returns>False when no expression reads the input, or when it has too many series.</returns>
    public bool SetSeries(string input, SeriesKey key, in Sample sample)
    {
        if (!_inputs.TryGetValue(input, out var family) || _graph.SeriesOf(family, key) is not (>= 0 and var series))
        {
            return false;
        }

        _graph.Set(family, Sample.Present(sample.Time, value: true));
        _graph.Set(series, sample);
        return true;
    }

    /// <summary>Removes a series of an input.</summary>
    public void RemoveSeries(string input, SeriesKey key) => _graph.RemoveSeries(_inputs[input], key);

    /// <summary>As <see cref="ComputationGraph.Advance"/>.</summary>
    public void Advance(DateTimeOffset now) => _graph.Advance(now);

    /// <summary>The value of an expression for the samples set so far.</summary>
    /// <exception cref="KeyNotFoundException">There is no expression of that name.</exception>
    public EvaluationResult Evaluate(string name)
    {
        var entry = _entries[name];
        _graph.Update();
        return new EvaluationResult(_graph.Read(entry.Handle), entry.Expression.Unit);
    }

    /// <summary>The values of an expression by series.</summary>
    /// <exception cref="KeyNotFoundException">There is no expression of that name.</exception>
    public IReadOnlyList<(SeriesKey Key, ExpressionValue Value)> EvaluateSeries(string name)
    {
        _graph.Update();
        return _graph.ReadSeries(_entries[name].Handle);
    }

    /// <summary>As <see cref="ComputationGraph.Explain"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no expression of that name.</exception>
    public IReadOnlyList<EvaluationStep> Explain(string name, SeriesKey? key = null)
    {
        var entry = _entries[name];
        _graph.Update();
        return _graph.Explain(entry.Handle, entry.Expression, entry.Inputs, [.. entry.Expression.Defaults], key);
    }

    private int InputOf(InputDeclaration declaration)
    {
        if (!_inputs.TryGetValue(declaration.Name, out var input))
        {
            input = _graph.AddInput(declaration);
            _inputs.Add(declaration.Name, input);
            _declarations.Add(declaration.Name, declaration);
        }

        return _declarations[declaration.Name] == declaration
            ? input
            : throw new ArgumentException($"the input '{declaration.Name}' is declared in two ways", nameof(declaration));
    }

    private sealed record Entry(CompiledExpression Expression, int[] Inputs, ExpressionHandle Handle);
}
