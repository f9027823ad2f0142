using System.CommandLine;
using System.Globalization;
using RouterAlertAssurance.Probes;

namespace RouterAlertAssurance.Cli.Probing;

/// <summary><c>--budget</c>: the most packets per second that an end of a probe sends or takes.</summary>
internal static class BudgetOption
{
    /// <summary>The most that can be asked for: what a probe may be, without being the attack it looks for.</summary>
    public const int Most = 1000;

    public static Option<int> Create(string description)
    {
        var option = new Option<int>("--budget") { Description = description, HelpName = "PACKETS/S", DefaultValueFactory = _ => ProbeBudget.Usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var budget) && budget is >= 1 and <= Most))
            {
                result.AddError($"--budget takes a number from 1 to {Most}.");
            }
        });
        return option;
    }
}
