using System.CommandLine;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Nftables.Policy;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary><c>raa rao</c>: how routers treat the Router Alert option.</summary>
internal static class RaoCommands
{
    private static readonly string[] UsualProtocols = ["igmp", "rsvp", "pgm", "udp", "tcp", "253"];
    private static readonly string[] UsuallyOfInterest = ["igmp", "rsvp"];

    public static Command Create(CommandContext context) => new("rao", "How routers treat the IP Router Alert option (RFC 2113, RFC 2711, RFC 6398)")
    {
        Policy(context), DeviceRouterAlertCommands.Show(context), DeviceRouterAlertCommands.Packets(context),
    };

    private static Command Policy(CommandContext context)
    {
        var ruleset = new Option<string?>("--ruleset") { Description = "A listing of 'nft -j list ruleset' to judge, - for standard input; without it, the ruleset of this machine (needs root)", HelpName = "FILE" };
        var interfaces = new Option<string[]>("--interface") { Description = "An interface to try packets on, once for each; without it, all of this machine but lo", HelpName = "NAME" };
        var protocols = new Option<string[]>("--protocol") { Description = $"A protocol to try, by name or number, once for each; without it {string.Join(", ", UsualProtocols)}", HelpName = "P" };
        var interest = new Option<string[]>("--of-interest") { Description = $"A protocol that this router is meant to serve; without it {string.Join(", ", UsuallyOfInterest)}", HelpName = "P" };
        Check(protocols);
        Check(interest);
        var command = new Command(
            "policy",
            "Try packets with Router Alert on an nftables ruleset and tell what becomes of them: by protocol, in which forms they slip past, and what RFC 6398 has to say. Nothing is sent and "
            + "nothing changed. Examples: raa rao policy; ip netns exec pe1 raa rao policy --interface to-p1 --interface to-ce1; nft -j list ruleset | raa rao policy --ruleset - --interface a --interface b") { ruleset, interfaces, protocols, interest };
        command.SetAction(parsed => Run(
            parsed.GetValue(ruleset),
            parsed.GetValue(interfaces) is { Length: > 0 } names ? names : RouterInterfaces.Names(),
            Numbers(parsed.GetValue(protocols), UsualProtocols),
            Numbers(parsed.GetValue(interest), UsuallyOfInterest),
            parsed.GetValue(context.Json),
            parsed.InvocationConfiguration));
        return command;
    }

    private static void Check(Option<string[]> option) => option.Validators.Add(result =>
    {
        foreach (var text in (result.GetValueOrDefault<string[]>() ?? []).Where(text => RouterAlertWords.ParseProtocol(text) is null))
        {
            result.AddError($"{option.Name} '{text}' is no protocol: a number up to 255, or one of {string.Join(", ", RouterAlertWords.ProtocolNames)}.");
        }
    });

    private static int[] Numbers(string[]? given, string[] usual) => [.. (given is { Length: > 0 } ? given : usual).Select(RouterAlertWords.ParseProtocol).OfType<int>().Distinct()];

    private static int Run(string? file, IReadOnlyList<string> interfaces, int[] protocols, int[] ofInterest, bool json, InvocationConfiguration console)
    {
        if (interfaces.Count < 2)
        {
            console.Error.WriteLine("raa: a router has two interfaces at least; name them with --interface.");
            return CliExitCode.Usage;
        }

        try
        {
            var punted = RawListeners.Protocols(ofThisMachine: file is null);
            var answer = PolicyAnswer.Of(RouterAlertPolicy.Of(RulesetSource.Read(file), interfaces, protocols, ofInterest, punted), punted);
            if (json)
            {
                Output.Json(console.Output, answer, PolicyJson.Default.PolicyAnswer);
            }
            else
            {
                PolicyText.Print(console.Output, answer);
            }

            return CliExitCode.Success;
        }
        catch (RulesetUnreadableException unreadable)
        {
            console.Error.WriteLine($"raa: {unreadable.Message}");
            return CliExitCode.Usage;
        }
    }
}
