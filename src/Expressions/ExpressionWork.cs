using RouterAlertAssurance.Expressions.Compilation;

namespace RouterAlertAssurance.Expressions;

/// <summary>
/// An estimate, rather too high than too low, of what an expression costs as time goes by. The unit is the evaluation of a plain node, such as a comparison:
/// about 25 ns. What other nodes cost in this unit was measured with the computation graph.
/// </summary>
public static class ExpressionWork
{
    /// <summary>Series that a metric with labels is taken to have, since only the network knows how many there are.</summary>
    public const int AssumedSeries = 16;

    /// <summary>A function over time takes a sample in and lets another go, each with new values of what it keeps.</summary>
    private const double Window = 2;

    /// <summary>A quantile searches its place among the samples, and moves those behind it.</summary>
    private static double Quantile(double samples) => 4 + (Math.Log2(Math.Max(1, samples)) / 3) + (samples / 400);

    /// <summary>Evaluations of plain nodes per second, or what is as much work, of one subservice.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="interval">The time between two samples of an input.</param>
    public static double PerSecond(CompiledExpression expression, Func<string, TimeSpan> interval)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(interval);
        var instructions = expression.Program.Instructions;
        var steps = new Step[instructions.Length];
        var total = 0.0;
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = StepOf(instructions[i], steps);
            var samples = steps[i].Inputs.Sum(name => 1 / interval(name).TotalSeconds);
            total += samples * steps[i].Changes * WeightOf(expression, instructions[i], steps, samples);
        }

        return total;
    }

    private static Step StepOf(Instruction instruction, Step[] steps)
    {
        var below = instruction.Operands.Select(operand => steps[operand]).ToList();
        var isInput = instruction.Operation is Operation.Input or Operation.Rate or Operation.Increase or Operation.Family;
        IReadOnlySet<string> inputs = isInput ? new HashSet<string>(StringComparer.Ordinal) { instruction.Text! }
            : below.Count == 1 ? below[0].Inputs
            : below.SelectMany(step => step.Inputs).ToHashSet(StringComparer.Ordinal);
        // The value of a window changes once more when its oldest sample leaves; what is learned keeps no samples.
        var leaves = Operations.IsWindow(instruction.Operation) && instruction.Operation < Operation.Smoothed;
        return new(inputs, leaves ? 2 : below.Select(step => step.Changes).DefaultIfEmpty(1).Max(), instruction.Labels.IsEmpty ? 1 : AssumedSeries);
    }

    private static double WeightOf(CompiledExpression expression, Instruction instruction, Step[] steps, double samples) => instruction.Operation switch
    {
        Operation.WindowQuantile => Quantile(Math.Min(ExpressionLimits.MaximumSamples, expression.SpanOf(instruction).TotalSeconds * samples)),
        Operation.Aggregate => 1 + instruction.Operands.Sum(operand => steps[operand].Series),
        var operation => Operations.IsWindow(operation) ? Window : 1,
    } * (instruction.Labels.IsEmpty ? 1 : AssumedSeries);

    /// <param name="Inputs">What it depends on.</param>
    /// <param name="Changes">How often it changes for each sample.</param>
    /// <param name="Series">How many values it has.</param>
    private readonly record struct Step(IReadOnlySet<string> Inputs, int Changes, int Series);
}
