using System.CommandLine;
using System.Diagnostics;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Inspection;

namespace RouterAlertAssurance.Cli.Inspection;

/// <summary><c>raa inspect</c>: what a capture holds of Router Alert, urgent data and host identifiers.</summary>
internal static class InspectCommand
{
    private const int MostNoteworthy = 100_000;

    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "Capture file: pcap or pcapng, also compressed with gzip; - for standard input" };
        var decapsulate = new Option<bool>("--decapsulate") { Description = "Count the packets inside of IP in IP, GRE, VXLAN and GENEVE too; without it only outer headers count" };
        var noteworthy = new Option<int>("--noteworthy") { Description = "How many packets of each reason are listed", DefaultValueFactory = _ => 20, HelpName = "N" };
        noteworthy.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > MostNoteworthy)
            {
                result.AddError($"--noteworthy takes a number from 0 to {MostNoteworthy}.");
            }
        });
        var command = new Command(
            "inspect",
            "Count the packets of a capture by what they carry: Router Alert, TCP urgent data, host identifiers, exports of flows; and list those worth a look with their "
            + "place in the file. Needs no running product. Examples: raa inspect link.pcap; raa inspect link.pcapng --json; tcpdump -w - -c 1000 | raa inspect -") { file, decapsulate, noteworthy };
        command.SetAction(parsed => Run(
            parsed.GetValue(file)!, new Inspector(parsed.GetValue(decapsulate), parsed.GetValue(noteworthy)), parsed.GetValue(context.Json), parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(string file, Inspector inspector, bool json, InvocationConfiguration console)
    {
        try
        {
            var start = Stopwatch.GetTimestamp();
            using var reader = file == "-" ? CaptureReader.Open(Console.OpenStandardInput()) : CaptureReader.Open(file);
            inspector.TakeAll(reader);
            var answer = InspectionAnswer.Of(inspector, reader.Problem, Stopwatch.GetElapsedTime(start));
            Print(answer, json, console);
            return reader.Problem is null ? CliExitCode.Success : CliExitCode.Failure;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            console.Error.WriteLine($"raa: {file}: {unreadable.Message}");
            return CliExitCode.Usage;
        }
    }

    private static void Print(InspectionAnswer answer, bool json, InvocationConfiguration console)
    {
        if (json)
        {
            Output.Json(console.Output, answer, InspectionJson.Default.InspectionAnswer);
        }
        else
        {
            InspectionText.Print(console.Output, answer);
        }

        if (answer.Problem is not null)
        {
            console.Error.WriteLine($"raa: {answer.Problem}; what stands before it was counted.");
        }
    }
}
