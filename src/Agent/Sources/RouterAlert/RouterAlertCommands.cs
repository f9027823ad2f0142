using RouterAlertAssurance.Agent.Metrics;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>What an operator types to see what the source sees.</summary>
internal static class RouterAlertCommands
{
    private const string Alert = "'(ip[0] & 0xf > 5 and ip[20] = 0x94) or (ip6[6] = 0 and ip6[42] = 5)'";

    private const string MustAlert =
        "'(ip[0] & 0xf = 5 and ip[9] = 2) or (ip6[6] = 58 and (ip6[40] = 143 or (ip6[40] >= 130 and ip6[40] <= 132) or (ip6[40] >= 151 and ip6[40] <= 153)))'";

    public static string Of(MetricRead read) => read.Read switch
    {
        "lost" => SourceCommands.WithComment("ss -0 -e -m", "drops (d) of the packet socket of the agent, which has no room in its ring"),
        "malformed" => SourceCommands.WithComment($"{Tcpdump(read)} '(ip[20] = 0x94 and ip[21] != 4) or (ip6[6] = 0 and ip6[42] = 5 and ip6[43] != 2)'", "and options in the wrong place, counted by the agent"),
        "crossed" or "crossed-by-protocol" => SourceCommands.WithComment($"tcpdump -vni any {Alert}", $"packets In on {read.Argument("interface")} and Out on another, matched by the agent"),
        "missing-option" => SourceCommands.WithComment($"{Tcpdump(read)} {MustAlert}", "where there are no options; of IGMP not version 1, counted by the agent"),
        "packets" or "total" or "talkers" or "talker-networks" or "groups" => SourceCommands.WithComment($"{Tcpdump(read)} {Alert}", "where it is the first option; counted by the agent wherever it is"),
        _ => "",
    };

    private static string Tcpdump(MetricRead read) => read.Argument("file") is { Length: > 0 } file
        ? $"tcpdump -nr {ShellWord.Of(file)}"
        : $"tcpdump -ni {(read.Argument("interface") is { Length: > 0 } name ? ShellWord.Of(name) : "any")} -Q in";
}
