using System.Buffers;
using RouterAlertAssurance.Expressions.Compilation;
using RouterAlertAssurance.Expressions.Evaluation;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions;

/// <summary>Expressions come and go.</summary>
public sealed partial class ComputationGraph
{
    /// <summary>Adds an expression; its values are there at once as far as its inputs have samples.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="inputs">The inputs by the order of <see cref="CompiledExpression.InputNames"/>; equal inputs of several expressions should be one.</param>
    /// <param name="constants">The constants by the order of <see cref="CompiledExpression.ConstantNames"/>, of the same types and of units that convert.</param>
    /// <param name="watcher">A number from 0 that turns up in <see cref="Changed"/> when a value of the expression changes; -1 for nobody.</param>
    /// <exception cref="ArgumentException">There are more or fewer inputs or constants than the expression has, or one does not fit.</exception>
    public ExpressionHandle Add(CompiledExpression expression, ReadOnlySpan<int> inputs, ReadOnlySpan<ExpressionConstant> constants, int watcher = -1)
    {
        ArgumentNullException.ThrowIfNull(expression);
        Check(expression, inputs, constants);
        if (expression.IsPerSeries)
        {
            return AddExpansion(expression.Program, inputs, constants, watcher);
        }

        var program = expression.Program;
        var nodes = ArrayPool<int>.Shared.Rent(program.Instructions.Length);
        for (var i = 0; i < program.Instructions.Length; i++)
        {
            nodes[i] = Intern(program, i, nodes, inputs, constants);
        }

        var result = nodes[program.Result];
        ArrayPool<int>.Shared.Return(nodes);
        _nodes.References[result]++;
        Watch(result, watcher);
        return ExpressionHandle.OfNode(result);
    }

    /// <summary>Adds an expression with the constants it was compiled with.</summary>
    public ExpressionHandle Add(CompiledExpression expression, ReadOnlySpan<int> inputs, int watcher = -1)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return Add(expression, inputs, [.. expression.Defaults], watcher);
    }

    /// <summary>Removes an expression; what others share stays.</summary>
    /// <param name="handle">The expression.</param>
    /// <param name="watcher">The watcher it was added with.</param>
    public void Remove(ExpressionHandle handle, int watcher = -1)
    {
        if (handle.IsExpansion)
        {
            RemoveExpansion(handle.Expansion);
            return;
        }

        Unwatch(handle.Node, watcher);
        Release(handle.Node);
    }

    private void Watch(int node, int watcher)
    {
        if (watcher >= 0)
        {
            _nodes.Edges[node] = _edges.Add(_nodes.Edges[node], ~watcher);
            _changed.Add(watcher);
        }
    }

    private void Unwatch(int node, int watcher)
    {
        if (watcher >= 0)
        {
            _nodes.Edges[node] = _edges.Remove(_nodes.Edges[node], ~watcher);
        }
    }

    private static void Check(CompiledExpression expression, ReadOnlySpan<int> inputs, ReadOnlySpan<ExpressionConstant> constants)
    {
        if (inputs.Length != expression.InputNames.Length || constants.Length != expression.ConstantNames.Length)
        {
            throw new ArgumentException(
                $"'{expression.Text}' has {expression.InputNames.Length} inputs and {expression.ConstantNames.Length} constants", nameof(inputs));
        }
    }

    private int Intern(ExpressionProgram program, int step, ReadOnlySpan<int> nodes, ReadOnlySpan<int> inputs, ReadOnlySpan<ExpressionConstant> constants)
    {
        var (code, bits) = Code(program, step, nodes, inputs, constants);
        return Intern(code, bits, program.Origins[step]);
    }

    private (NodeCode Code, long Bits) Code(
        ExpressionProgram program, int step, ReadOnlySpan<int> nodes, ReadOnlySpan<int> inputs, ReadOnlySpan<ExpressionConstant> constants)
    {
        var instruction = program.Instructions[step];
        switch (instruction.Operation)
        {
            case Operation.Constant:
                return Constant(instruction.Type, instruction.Number, instruction.Text);
            case Operation.Parameter:
                var value = Filled(program, instruction.Text!, constants);
                return Constant(value.Type, value.Number, value.Text);
            case < Operation.Convert:
                return (new NodeCode(instruction.Operation, instruction.Type, 0, inputs[program.InputIndex(instruction.Text!)], NodeCode.None, 0), 0);
            case var operation when Operations.IsWindow(operation):
                var span = new WindowSpan(SpanOf(program, instruction, constants), instruction.Number);
                return (new NodeCode(operation, instruction.Type, 0, nodes[instruction.Left], _spans.NumberOf(span), 0), 0);
            default:
                return (new NodeCode(
                    instruction.Operation,
                    instruction.Type,
                    0,
                    nodes[instruction.Left],
                    instruction.Right < 0 ? NodeCode.None : nodes[instruction.Right],
                    instruction.Third >= 0 ? nodes[instruction.Third] : _conversions.NumberOf(instruction.Conversion)), 0);
        }
    }

    private (NodeCode Code, long Bits) Constant(ExpressionValueType type, double number, string? text) => (
        new NodeCode(Operation.Constant, type, 0, NodeCode.None, NodeCode.None, 0),
        type switch
        {
            ExpressionValueType.Text => _texts.NumberOf(text),
            ExpressionValueType.Boolean => number != 0 ? 1 : 0,
            _ => BitConverter.DoubleToInt64Bits(number + 0.0),
        });

    private static ExpressionConstant Filled(ExpressionProgram program, string name, ReadOnlySpan<ExpressionConstant> constants)
    {
        var index = program.ParameterIndex(name);
        var (wanted, given) = (program.Parameters[index].Value, constants[index]);
        if (given.Type == wanted.Type && string.Equals(given.Unit, wanted.Unit, StringComparison.Ordinal))
        {
            return given;
        }

        return given.Type == wanted.Type && Unit.TryParse(given.Unit, out var from) && Unit.TryParse(wanted.Unit, out var to)
            && from.TryConvert(to, out var conversion)
            ? given with { Number = conversion.Apply(given.Number), Unit = wanted.Unit }
            : throw new ArgumentException($"the constant '{name}' does not fit: {given} instead of {wanted}", nameof(constants));
    }

    private static long SpanOf(ExpressionProgram program, Instruction instruction, ReadOnlySpan<ExpressionConstant> constants)
    {
        var seconds = instruction.Span * (instruction.SpanName is { } name ? Filled(program, name, constants).Number : 1);
        return (long)(Math.Clamp(seconds, ExpressionLimits.ShortestSpan, ExpressionLimits.LongestSpan) * TimeSpan.TicksPerSecond);
    }

    /// <summary>The nodes of a program that was added before, by step.</summary>
    private int[] Find(ExpressionProgram program, ReadOnlySpan<int> inputs, ReadOnlySpan<ExpressionConstant> constants)
    {
        var nodes = new int[program.Instructions.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            var (code, bits) = Code(program, i, nodes, inputs, constants);
            nodes[i] = _index.Find(code, bits);
        }

        return nodes;
    }
}
