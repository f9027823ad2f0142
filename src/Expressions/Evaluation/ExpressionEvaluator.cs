using RouterAlertAssurance.Expressions.Compilation;
using RouterAlertAssurance.Expressions.Evaluation;

namespace RouterAlertAssurance.Expressions;

/// <summary>
/// Evaluates the expressions of one subservice and keeps what they need between samples. Equal parts are computed once,
/// a sample touches only what depends on it, and neither setting nor evaluating allocates. Not safe for concurrent use.
/// </summary>
public sealed class ExpressionEvaluator
{
    private readonly ComputationGraph _graph;
    private readonly Dictionary<string, Entry> _entries;

    /// <summary>Merges the expressions into one graph; every input is missing until it is set.</summary>
    /// <exception cref="ArgumentException">Two expressions have the same name, or declare the same input differently.</exception>
    public ExpressionEvaluator(IEnumerable<(string Name, CompiledExpression Expression)> expressions)
    {
        ArgumentNullException.ThrowIfNull(expressions);
        var instructions = new InstructionSet();
        var inputs = new Dictionary<string, InputDeclaration>(StringComparer.Ordinal);
        _entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var (name, expression) in expressions)
        {
            Declare(inputs, expression.Program.Inputs);
            if (!_entries.TryAdd(name, new Entry(expression, instructions.Merge(expression.Program.Instructions))))
            {
                throw new ArgumentException($"there are two expressions named '{name}'", nameof(expressions));
            }
        }

        _graph = new ComputationGraph(instructions, inputs.Values);
    }

    /// <summary>The names of the expressions.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>The names of the inputs that any of them reads.</summary>
    public IReadOnlyCollection<string> Inputs => _graph.Inputs;

    /// <summary>How many distinct nodes the merged graph has.</summary>
    public int NodeCount => _graph.Count;

    /// <summary>
    /// Sets the latest sample of an input. A sample that does not fit the declaration (type, not a finite number, a counter
    /// out of range) counts as failed.
    /// </summary>
    /// <returns>False when no expression reads the input.</returns>
    public bool Set(string input, in Sample sample) => _graph.Set(input, sample);

    /// <summary>The value of an expression for the samples set so far.</summary>
    /// <exception cref="KeyNotFoundException">There is no expression of that name.</exception>
    public EvaluationResult Evaluate(string name)
    {
        var entry = _entries[name];
        _graph.Update();
        return new EvaluationResult(_graph.Read(entry.Result), entry.Expression.Unit);
    }

    /// <summary>
    /// The values of all parts of an expression that are not literals, in the order they are computed; the last is the whole.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no expression of that name.</exception>
    public IReadOnlyList<EvaluationStep> Explain(string name)
    {
        var entry = _entries[name];
        _graph.Update();
        return [.. entry.Expression.Program.Steps.Select(step =>
            new EvaluationStep(step.Text, step.Position, _graph.Read(entry.Map[step.Index]), step.Unit))];
    }

    private static void Declare(Dictionary<string, InputDeclaration> known, IReadOnlyList<InputDeclaration> inputs)
    {
        foreach (var input in inputs)
        {
            if (!known.TryAdd(input.Name, input) && known[input.Name] != input)
            {
                throw new ArgumentException($"the input '{input.Name}' is declared in two ways", nameof(inputs));
            }
        }
    }

    private sealed record Entry(CompiledExpression Expression, int[] Map)
    {
        public int Result { get; } = Map[Expression.Program.Result];
    }
}
