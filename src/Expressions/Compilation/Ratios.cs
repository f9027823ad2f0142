namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>
/// Which parts of an expression are ratios, though their unit is that of any plain number: those that come from an input or a constant declared as one,
/// and those that are put beside a percentage. People read them as percentages, all of them or none.
/// </summary>
internal static class Ratios
{
    /// <summary>The unit of such a part, as declarations write it.</summary>
    public const string Unit = "ratio";

    private const double Hundred = 100;

    /// <summary>For each step of a program, whether it is a ratio; of no meaning for steps whose unit says what they are.</summary>
    public static bool[] Of(IReadOnlyList<Instruction> steps, Func<string, string> unitOf)
    {
        var ratios = new bool[steps.Count];
        for (var i = 0; i < ratios.Length; i++)
        {
            ratios[i] = IsRatio(steps[i], ratios, unitOf);
        }

        // The other way: what is compared with a ratio, or added to it, is one.
        foreach (var step in steps.Where(IsOfLikes))
        {
            var (one, other) = step.Operation == Operation.Conditional ? (step.Right, step.Third) : (step.Left, step.Right);
            if (step.Conversion is { Multiplier: Hundred } or { Divisor: Hundred } || ratios[one] || ratios[other])
            {
                (ratios[one], ratios[other]) = (true, true);
            }
        }

        return ratios;
    }

    private static bool IsRatio(Instruction step, bool[] ratios, Func<string, string> unitOf) => step.Operation switch
    {
        Operation.Input or Operation.Parameter => unitOf(step.Text!) == Unit,
        Operation.Convert => step.Conversion is { Divisor: Hundred } || ratios[step.Left],
        Operation.Negate or Operation.Absolute or Operation.Member or Operation.Smoothed => ratios[step.Left],
        Operation.WindowAverage or Operation.WindowMinimum or Operation.WindowMaximum or Operation.WindowQuantile or Operation.WindowDelta => ratios[step.Left],
        Operation.Aggregate => step.Function is AggregateFunction.Average or AggregateFunction.Minimum or AggregateFunction.Maximum && ratios[step.Left],
        Operation.Minimum or Operation.Maximum or Operation.Add or Operation.Subtract => ratios[step.Left] || ratios[step.Right],
        Operation.Guard => ratios[step.Right],
        Operation.Multiply => ratios[step.Left] && ratios[step.Right],
        Operation.Conditional => ratios[step.Right] || ratios[step.Third],
        _ => false,
    };

    private static bool IsOfLikes(Instruction step) =>
        step.Operation is (>= Operation.Equal and <= Operation.Subtract) or Operation.Conditional;
}
