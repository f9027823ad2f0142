using System.Globalization;
using RouterAlertAssurance.Cli.Client;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary>What <c>raa rao policy</c> prints for people.</summary>
internal static class PolicyText
{
    public static void Print(TextWriter output, PolicyAnswer answer)
    {
        Output.Table(output, ["IN", "OUT", "PROTOCOL", "WITH ROUTER ALERT", "BY", "OTHER FORMS AND CLASSES"], [.. answer.Rows.Select(Row)]);
        output.WriteLine();
        if (answer.Findings.Count == 0)
        {
            output.WriteLine("Nothing to find fault with.");
        }

        foreach (var finding in answer.Findings)
        {
            output.WriteLine($"{finding.Text}. [{finding.Section}]");
        }

        if (answer.Rules.Count > 0)
        {
            output.WriteLine();
            Output.Table(output, ["RULE", "LIMIT", "COUNTED"], [.. answer.Rules.Select(Rule)]);
        }

        if (answer.Takers.Count > 0)
        {
            output.WriteLine();
            foreach (var taker in answer.Takers)
            {
                output.WriteLine($"{taker}.");
            }
        }
    }

    private static IReadOnlyList<string> Row(PolicyRow row) =>
    [
        row.Input,
        row.Output,
        $"{row.Protocol} ({row.Family})",
        row.PacketsPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{row.Treatment} to {rate:0.###}/s{(row.IsShared ? ", shared" : "")}") : row.Treatment,
        row.Place ?? "-",
        Otherwise(row.OtherForms, row.Classes),
    ];

    private static IReadOnlyList<string> Rule(PolicyRule rule) =>
    [
        rule.Place,
        rule.PerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate:0.###}{(rule.IsOctets ? " octets" : "")}/s, burst {rule.Burst}") : "-",
        rule.Packets is { } packets ? string.Create(CultureInfo.InvariantCulture, $"{packets} packets, {rule.Octets} octets") : "-",
    ];

    /// <summary>What of a protocol is treated otherwise than the usual form of the option.</summary>
    public static string Otherwise(string forms, string classes) => (classes.Length, forms.Length) switch
    {
        (0, 0) => "the same",
        (0, _) => forms,
        (_, 0) => classes,
        _ => $"{classes}; {forms}",
    };
}
