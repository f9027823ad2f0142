using System.CommandLine;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Nftables.Policy;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary><c>raa rao</c>: how routers treat the Router Alert option.</summary>
internal static class RaoCommands
{
    public static Command Create(CommandContext context) => new("rao", "How routers treat the IP Router Alert option (RFC 2113, RFC 2711, RFC 6398)")
    {
        Policy(context), DeviceRouterAlertCommands.Show(context), DeviceRouterAlertCommands.Packets(context),
    };

    private static Command Policy(CommandContext context)
    {
        var ruleset = new Option<string?>("--ruleset") { Description = "A listing of 'nft -j list ruleset' to judge, - for standard input; without it, the ruleset of this machine (needs root)", HelpName = "FILE" };
        var iptables = new Option<string?>("--iptables-save") { Description = "What 'iptables-save' printed beside the listing: nft tells no more than the names of iptables' modules", HelpName = "FILE" };
        var ip6tables = new Option<string?>("--ip6tables-save") { Description = "The same of 'ip6tables-save'", HelpName = "FILE" };
        var recommend = new Option<bool>("--recommend") { Description = "Print a ruleset for 'nft -f' that gives each protocol of interest a limit of its own, and do nothing else; it is never loaded" };
        var interfaces = new Option<string[]>("--interface") { Description = "An interface to try packets on, once for each; without it, all of this machine but lo", HelpName = "NAME" };
        var protocols = new Option<string[]>("--protocol") { Description = $"A protocol to try, by name or number, once for each; without it {Names(AuditProtocol.Usual)}", HelpName = "P" };
        var interest = new Option<string[]>("--of-interest") { Description = $"A protocol that this router is meant to serve; without it {Names(AuditProtocol.UsuallyOfInterest)}", HelpName = "P" };
        Check(protocols);
        Check(interest);
        var command = new Command(
            "policy",
            "Try packets with Router Alert on an nftables ruleset and tell what becomes of them: by protocol, in which forms they slip past, and what RFC 6398 has to say. Nothing is sent and "
            + "nothing changed. Examples: raa rao policy; ip netns exec pe1 raa rao policy --interface to-p1 --interface to-ce1; nft -j list ruleset | raa rao policy --ruleset - --interface a --interface b; raa rao policy --recommend --of-interest rsvp")
        {
            ruleset, iptables, ip6tables, interfaces, protocols, interest, recommend,
        };
        command.SetAction(parsed => parsed.GetValue(recommend)
            ? Recommend(Protocols(parsed.GetValue(interest), AuditProtocol.UsuallyOfInterest), parsed.GetValue(context.Json), parsed.InvocationConfiguration)
            : Run(
                new(parsed.GetValue(ruleset), parsed.GetValue(iptables), parsed.GetValue(ip6tables)),
                parsed.GetValue(interfaces) is { Length: > 0 } names ? names : RouterInterfaces.Names(),
                Protocols(parsed.GetValue(protocols), AuditProtocol.Usual),
                Protocols(parsed.GetValue(interest), AuditProtocol.UsuallyOfInterest),
                parsed.GetValue(context.Json),
                parsed.InvocationConfiguration));
        return command;
    }

    private static string Names(IEnumerable<AuditProtocol> protocols) => string.Join(", ", protocols.Select(protocol => protocol.Key));

    private static void Check(Option<string[]> option) => option.Validators.Add(result =>
    {
        foreach (var text in (result.GetValueOrDefault<string[]>() ?? []).Where(text => AuditProtocol.Parse(text) is null))
        {
            result.AddError($"{option.Name} '{text}' is no protocol: a number up to 255, or one of {string.Join(", ", AuditProtocol.Names)}.");
        }
    });

    private static IReadOnlyList<AuditProtocol> Protocols(string[]? given, IReadOnlyList<AuditProtocol> usual) =>
        given is { Length: > 0 } ? [.. given.Select(AuditProtocol.Parse).OfType<AuditProtocol>().Distinct()] : usual;

    private static int Recommend(IReadOnlyList<AuditProtocol> ofInterest, bool json, InvocationConfiguration console)
    {
        var ruleset = RouterAlertRecommendation.Of(ofInterest);
        if (json)
        {
            Output.Json(console.Output, new PolicyRecommendation(ruleset), PolicyJson.Default.PolicyRecommendation);
        }
        else
        {
            console.Output.Write(ruleset);
        }

        return CliExitCode.Success;
    }

    private static int Run(
        RulesetFiles files, IReadOnlyList<string> interfaces, IReadOnlyList<AuditProtocol> protocols, IReadOnlyList<AuditProtocol> ofInterest, bool json, InvocationConfiguration console)
    {
        if (interfaces.Count < 2)
        {
            console.Error.WriteLine("raa: a router has two interfaces at least; name them with --interface.");
            return CliExitCode.Usage;
        }

        try
        {
            // Of a ruleset from elsewhere nothing is known of the programs there.
            var punts = files.IsOfThisMachine ? new PuntScan(TimeProvider.System).Read() : PuntSnapshot.None;
            var listed = RulesetSource.Read(files);
            var answer = PolicyAnswer.Of(RouterAlertPolicy.Of(listed, interfaces, protocols, ofInterest, punts), listed, punts);
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
