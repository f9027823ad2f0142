using System.Globalization;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary>What <c>raa rao show</c> prints for people.</summary>
internal static class RouterAlertText
{
    public static void Print(TextWriter output, RouterAlertDocument document)
    {
        output.WriteLine($"Router Alert on {Clean(document.Device)} at {Time(document.Time)}");
        Policy(output, document.Policy);
        Traffic(output, document);
        SlowPath(output, document.SlowPath);
        Probes(output, document);
        Lines(output, "Not known:", [.. document.Problems]);
    }

    private static void Policy(TextWriter output, RouterAlertPolicyDocument? policy)
    {
        if (policy is null)
        {
            return;
        }

        Table(output, "Policy:", ["IN", "OUT", "PROTOCOL", "WITH ROUTER ALERT", "BY", "OTHER FORMS AND CLASSES"], [.. policy.Rows.Select(row => new[]
        {
            row.Input,
            row.Output,
            $"{row.Protocol} ({row.Family})",
            row.PacketsPerSecond is { } rate ? $"{row.Treatment} to {Number(rate)}/s{(row.Shared ? ", shared" : "")}" : row.Treatment,
            row.Place ?? "-",
            PolicyText.Otherwise(row.OtherForms, row.Classes),
        })]);
        Lines(output, "Findings:", [.. policy.Findings.Select(finding => $"{finding.Text}. [{finding.Section}]")]);
    }

    private static void Traffic(TextWriter output, RouterAlertDocument document)
    {
        if (document.Traffic is not { } traffic)
        {
            return;
        }

        var lost = traffic.Lost > 0 ? $", and {traffic.Lost} packets more that the capture lost" : "";
        Table(output, $"Came in since {Time(traffic.Since)}{lost}:", ["INTERFACE", "PROTOCOL", "VALUE", "PACKETS", "PER SECOND"], [.. traffic.Rates.Select(rate => new[]
        {
            rate.Interface, $"{rate.Protocol} ({rate.Family})", Number(rate.Value), Number(rate.Packets), Number(rate.PacketsPerSecond),
        })]);
        Table(output, "Who sends most:", ["INTERFACE", "SOURCE", "PROTOCOL", "PACKETS", "PER SECOND"], [.. traffic.Talkers.Select(talker => new[]
        {
            talker.Interface, talker.Source, talker.Protocol, $"{talker.Packets} or more", Number(talker.PacketsPerSecond),
        })]);
        if (traffic.Packets.Count > 0)
        {
            output.WriteLine();
            output.WriteLine($"Packets kept as evidence: {traffic.Packets.Count} (raa rao packets {Clean(document.Device)} --output FILE)");
        }
    }

    private static void SlowPath(TextWriter output, SlowPathDocument? slowPath)
    {
        if (slowPath is null)
        {
            return;
        }

        Table(output, "Raw sockets:", ["PROTOCOL", "ROUTER ALERT", "DROPS", "PROGRAM", "CPU"], [.. slowPath.Sockets.Select(socket => new[]
        {
            $"{socket.Protocol} ({socket.Family})", socket.RouterAlert, Number(socket.Drops), Program(socket.Program, socket.ProcessId), socket.Cpu is { } cpu ? Output.Percent(cpu) : "-",
        })]);
        Table(output, "Queues of netfilter:", ["QUEUE", "WAITING", "DROPS", "PROGRAM"], [.. slowPath.Queues.Select(queue => new[]
        {
            Number(queue.Number), Number(queue.Waiting), Number(queue.Dropped), Program(queue.Program, queue.ProcessId),
        })]);
    }

    private static void Probes(TextWriter output, RouterAlertDocument document) =>
        Table(output, "Probes from here:", ["FROM", "TO", "DEVICE", "PROTOCOL", "ROUTER ALERT IS", "AT", "AGO", "FIGURES"], [.. document.Probes.Select(probe => new[]
        {
            probe.Source,
            probe.Destination,
            probe.Peer,
            $"{probe.Protocol} ({probe.Family})",
            Verdict(probe),
            probe.Hop.Length > 0 ? probe.Hop : "-",
            Output.Age(probe.Time, document.Time),
            probe.Detail,
        })]);

    private static string Verdict(TransparencyVerdict probe) =>
        probe.PacketsPerSecond is { } rate ? $"{probe.Verdict} to {Number(rate)}/s" : probe is { Verdict: "intercepted", Interested: true } ? "intercepted, as meant" : probe.Verdict;

    // Nothing is said of what there is none of: what could not be read is among what is not known.
    private static void Table(TextWriter output, string title, string[] head, string[][] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title);
        Output.Table(output, head, [.. rows.Select(row => row.Select(Clean).ToArray())]);
    }

    private static void Lines(TextWriter output, string title, string[] lines)
    {
        if (lines.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title);
        foreach (var line in lines)
        {
            output.WriteLine($"  {Clean(line)}");
        }
    }

    private static string Program(string name, int process) => name.Length > 0 ? $"{name} ({process})" : "-";

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    // Names of programs are what their authors like: nothing of them may move the cursor.
    private static string Clean(string text) => text.Any(char.IsControl) ? new([.. text.Select(character => char.IsControl(character) ? '?' : character)]) : text;
}
