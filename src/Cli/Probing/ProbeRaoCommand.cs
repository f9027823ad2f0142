using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Probes;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Cli.Probing;

/// <summary><c>raa probe rao</c>: what becomes of Router Alert on the way to a responder.</summary>
internal static class ProbeRaoCommand
{
    /// <summary>The name under which <c>raa probe respond</c> has its key.</summary>
    public const string TaskId = "cli";

    private const string Help =
        "Send packets with the Router Alert option, and without it in between, to a machine where 'raa probe respond' runs, and tell what becomes of the option on the way: "
        + "carried, tunnelled, stripped, stripped-broken, policed (and to what rate), dropped, intercepted, ignored or unknown.\n\n"
        + "For each protocol one round at a low rate and one at a high rate are sent, never more than --budget packets/s in all; where that is too little for a rate, it is sent slower, which a note says. Raw packets need CAP_NET_RAW at both ends; without it udp over "
        + "IPv4 is probed. docs/probes.md says how verdicts are reached and what they cannot tell.\n\n"
        + "Exit code: 0 everything is carried, 1 something is not, or it was stopped (Ctrl+C; verdicts of protocols that are through are printed), 2 the command line is wrong.\n\n"
        + "Examples:\n"
        + "  raa probe rao 198.51.100.2 --responder http://198.51.100.2:7870 --key-file probe.key\n"
        + "  raa probe rao 2001:db8::2 --responder http://198.51.100.2:7870 --key-file probe.key --protocol rsvp --locate\n"
        + "  raa probe rao 10.3.0.2 --responder unix:/run/raa/probe.sock --key-file probe.key --protocol udp --high 400@200 --json";

    public static Command Create(CommandContext context)
    {
        var destination = new Argument<string>("destination") { Description = "Address of the machine at the other end, to which packets are sent" };
        var responder = new Option<string>("--responder") { Description = "Where the responder answers: http://HOST:PORT or unix:/PATH", HelpName = "ENDPOINT", Required = true };
        var key = new Option<string>("--key-file") { Description = "File with the key that both ends have, 16 octets or more", HelpName = "FILE", Required = true };
        var source = new Option<string?>("--source") { Description = "Address of this machine to send from; without it the one that the route to the destination has", HelpName = "ADDRESS" };
        var protocols = new Option<string[]>("--protocol") { Description = "A protocol to probe, once for each: udp tcp rsvp igmp pgm sctp protocol-253; without it udp and rsvp", HelpName = "P" };
        var low = new Option<string>("--low") { Description = "The round at the low rate: pairs at pairs a second", HelpName = "N@R", DefaultValueFactory = _ => ProbePace.Low.ToString() };
        var high = new Option<string>("--high") { Description = "The round at the high rate", HelpName = "N@R", DefaultValueFactory = _ => ProbePace.High.ToString() };
        var together = new Option<bool>("--together") { Description = "Send the protocols side by side: shows a limit that they share" };
        var locate = new Option<bool>("--locate") { Description = "Find out at which router the option is lost (needs CAP_NET_RAW)" };
        var interested = new Option<string[]>("--interested") { Description = "A protocol that a router on the way is meant to take out, once for each", HelpName = "P" };
        var tunnelled = new Option<bool>("--tunnelled") { Description = "The way is known to lead through a tunnel" };
        var budget = BudgetOption.Create($"The most packets that are sent in any second, 1 to {BudgetOption.Most}; the responder has a limit of its own");
        CheckPaces(low, high);
        CheckProtocols(protocols, interested);
        destination.Validators.Add(result => CheckAddress(result, result.GetValueOrDefault<string>(), "DESTINATION"));
        source.Validators.Add(result => CheckAddress(result, result.GetValueOrDefault<string?>(), "--source"));
        var command = new Command("rao", Help) { destination, responder, key, source, protocols, low, high, budget, together, locate, interested, tunnelled };
        command.SetAction(async (parsed, cancellationToken) => await ProbeOutput.GuardAsync(parsed.InvocationConfiguration, async () =>
        {
            var to = IPAddress.Parse(parsed.GetValue(destination)!);
            var request = new ProbeRequest
            {
                TaskId = TaskId,
                Key = KeyFile.Read(parsed.GetValue(key)!),
                Source = parsed.GetValue(source) is { } from ? IPAddress.Parse(from) : SourceTo(to),
                Destination = to,
                Protocols = Protocols(parsed.GetValue(protocols), [ProbeProtocol.Udp, ProbeProtocol.Rsvp]),
                Low = Pace(parsed.GetValue(low)),
                High = Pace(parsed.GetValue(high)),
                Together = parsed.GetValue(together),
                Locate = parsed.GetValue(locate),
                Interested = Protocols(parsed.GetValue(interested), []),
                IsTunnelled = parsed.GetValue(tunnelled),
            };
            return await RunAsync(request, parsed.GetValue(budget), Endpoint(parsed.GetValue(responder)!), parsed.GetValue(context.Json), parsed.InvocationConfiguration, cancellationToken);
        }));
        return command;
    }

    private static async Task<int> RunAsync(ProbeRequest request, int budget, ServiceEndpoint responder, bool json, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        using var progress = new ProgressLine(console.Error);
        var through = new List<ProbeResult>();
        try
        {
            var results = await new RouterAlertProbe(new ProbeBudget(budget)).RunAsync(request, responder, progress, through.Add, cancellationToken);
            progress.Dispose();
            ProbeOutput.Print(console.Output, request, budget, results, json);
            return results.All(result => result.Verdict == ProbeVerdict.Carried) ? CliExitCode.Success : CliExitCode.Failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.Dispose();
            ProbeOutput.Print(console.Output, request, budget, through, json);
            string[] left = [.. request.Protocols.Except(through.Select(result => result.Protocol)).Select(protocol => protocol.Name)];
            throw new CommandFailure(CliExitCode.Failure, $"stopped before {string.Join(", ", left)} {(left.Length == 1 ? "was" : "were")} through");
        }
    }

    private static ServiceEndpoint Endpoint(string text) =>
        ServiceEndpoint.TryParse(text, out var endpoint, out var error) ? endpoint : throw new CommandFailure(CliExitCode.Usage, $"--responder: {error}");

    // Nothing is sent: the kernel looks up the route of a connected socket.
    private static IPAddress SourceTo(IPAddress destination)
    {
        using var socket = new Socket(destination.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Connect(destination, 9);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException unreachable)
        {
            throw new CommandFailure(CliExitCode.Usage, $"there is no route to {destination}: {unreachable.Message}");
        }
    }

    private static ProbeProtocol[] Protocols(string[]? names, ProbeProtocol[] usual) => names is not { Length: > 0 } ? usual
        : [.. names.Select(name => ProbeProtocol.TryParse(name, out var protocol, out _) ? protocol : null).OfType<ProbeProtocol>().Distinct()];

    private static ProbePace Pace(string? text) => ProbePace.TryParse(text, out var pace) ? pace : default;

    private static void CheckAddress(SymbolResult result, string? text, string name)
    {
        if (text is not null && !IPAddress.TryParse(text, out _))
        {
            result.AddError($"{name} '{text}' is no IPv4 or IPv6 address.");
        }
    }

    private static void CheckPaces(params Option<string>[] options)
    {
        foreach (var option in options)
        {
            option.Validators.Add(result =>
            {
                if (!ProbePace.TryParse(result.GetValueOrDefault<string>(), out _))
                {
                    result.AddError($"{option.Name} takes N@R, 1 to {ProbePace.MostPairs} pairs at up to 10000 a second, such as {ProbePace.Low}.");
                }
            });
        }
    }

    private static void CheckProtocols(params Option<string[]>[] options)
    {
        foreach (var option in options)
        {
            option.Validators.Add(result =>
            {
                foreach (var text in result.GetValueOrDefault<string[]>() ?? [])
                {
                    if (!ProbeProtocol.TryParse(text, out _, out var error))
                    {
                        result.AddError($"{option.Name}: {error}.");
                    }
                }
            });
        }
    }
}
