using System.CommandLine;
using System.Diagnostics;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Packets.Live;

namespace RouterAlertAssurance.Cli.Inspection;

/// <summary><c>raa inspect</c>: what a capture holds of Router Alert, urgent data and host identifiers.</summary>
internal static class InspectCommand
{
    private const int MostNoteworthy = 100_000;
    private const long MostPackets = 1_000_000_000_000;
    private const int MostThreads = 64;
    // Each has a ring of 32 MiB.
    private const int MostThreadsUnasked = 8;
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(1);

    public static Command Create(CommandContext context)
    {
        var source = new Argument<string>("source")
        {
            Description = "Capture file (pcap or pcapng, also compressed with gzip), - for one on standard input, or the name of an interface",
        };
        var decapsulate = new Option<bool>("--decapsulate") { Description = "Count the packets inside of IP in IP, GRE, VXLAN and GENEVE too; without it only outer headers count" };
        var noteworthy = new Option<int>("--noteworthy") { Description = "How many packets of each reason are listed", DefaultValueFactory = _ => 20, HelpName = "N" };
        var duration = new Option<int>("--duration") { Description = "Of an interface: for how many seconds", DefaultValueFactory = _ => 10, HelpName = "SECONDS" };
        var count = new Option<long?>("--count") { Description = "Of an interface: stop after so many packets", HelpName = "N" };
        var threads = new Option<int>("--threads")
        {
            Description = "Of an interface: over how many threads its flows are divided; with --count one",
            DefaultValueFactory = _ => Math.Min(Environment.ProcessorCount, MostThreadsUnasked),
            HelpName = "N",
        };
        Bound(noteworthy, 0, MostNoteworthy);
        Bound(threads, 1, MostThreads);
        Bound(duration, 1, (int)LongestDuration.TotalSeconds);
        Bound(count, 1L, MostPackets);
        var command = new Command(
            "inspect",
            "Count packets by what they carry: Router Alert, TCP urgent data, host identifiers, exports of flows; and list those worth a look with their place in the file. Needs no "
            + "running product; an interface needs CAP_NET_RAW, which is given up once it is open. Examples: raa inspect link.pcap; raa inspect link.pcapng --json; "
            + "raa inspect eth0 --duration 60; tcpdump -w - -c 1000 | raa inspect -") { source, decapsulate, noteworthy, duration, count, threads };
        // On a thread of its own: signals are heeded from when the action has returned its task.
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Run(
            new InspectionSource(
                parsed.GetValue(source)!,
                new(TimeSpan.FromSeconds(parsed.GetValue(duration)), parsed.GetValue(count), parsed.GetValue(threads), Asked(parsed, duration, count, threads))),
            new InspectionSettings(parsed.GetValue(decapsulate), parsed.GetValue(noteworthy)),
            parsed.GetValue(context.Json),
            parsed.InvocationConfiguration,
            cancellationToken)));
        return command;
    }

    private static void Bound<T>(Option<T> option, T least, T most) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<T>() is { } value && (Comparer<T>.Default.Compare(value, least) < 0 || Comparer<T>.Default.Compare(value, most) > 0))
        {
            result.AddError($"{option.Name} takes a number from {least} to {most}.");
        }
    });

    private static string[] Asked(ParseResult parsed, params Option[] options) => [.. options.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name)];

    private static int Run(InspectionSource source, InspectionSettings how, bool json, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        try
        {
            var start = Stopwatch.GetTimestamp();
            var found = source.Inspect(how, cancellationToken);
            Print(InspectionAnswer.Of(found, Stopwatch.GetElapsedTime(start)), json, console);
            return found.Problem is null ? CliExitCode.Success : CliExitCode.Failure;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or InvalidDataException or CaptureRefusedException)
        {
            console.Error.WriteLine($"raa: {source.Name}: {refused.Message}");
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
            console.Error.WriteLine($"raa: {answer.Problem}; {(answer.Dropped is null ? "what stands before it" : "what came")} was counted.");
        }
    }
}
