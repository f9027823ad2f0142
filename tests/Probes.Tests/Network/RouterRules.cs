namespace RouterAlertAssurance.Probes.Tests.Network;

/// <summary>What a router does with Router Alert, as rules of nftables.</summary>
internal static class RouterRules
{
    public const string None = "";

    public static string Drop { get; } = Prerouting("ip option ra exists drop", "ip6 nexthdr 0 @nh,336,16 0x0502 drop");

    /// <summary>End of Options and the option's words exchanged: the checksum stays right.</summary>
    public static string Strip { get; } = Prerouting("ip option ra exists @nh,160,32 set 0x00009404", "ip6 nexthdr 0 @nh,336,16 0x0502 @nh,336,32 set 0x01020000");

    /// <summary>No Operation four times: the checksum is wrong then.</summary>
    public static string StripBroken { get; } = Prerouting("ip option ra exists @nh,160,32 set 0x01010101", "");

    public static string SharedBucket { get; } = Prerouting("ip option ra exists limit rate over 60/second burst 5 packets drop", "ip6 nexthdr 0 @nh,336,16 0x0502 limit rate over 60/second burst 5 packets drop");

    public static string PerProtocol { get; } = Prerouting(
        "ip option ra exists meta l4proto 46 limit rate over 100/second burst 5 packets drop\nip option ra exists meta l4proto != 46 limit rate over 10/second burst 5 packets drop", "");

    public static string DropAllButRsvp { get; } = Prerouting("ip option ra exists meta l4proto != 46 drop", "");

    /// <summary>What a tunnel does: packets with the option pass fewer routers.</summary>
    public static string RaiseTimeToLive { get; } = Prerouting("ip option ra exists ip ttl set 64", "ip6 nexthdr 0 @nh,336,16 0x0502 ip6 hoplimit set 64");

    private static string Prerouting(string ipv4, string ipv6) => $$"""
        table ip t4 {
          chain c { type filter hook prerouting priority -300; policy accept;
            {{ipv4}}
          }
        }
        table ip6 t6 {
          chain c { type filter hook prerouting priority -300; policy accept;
            {{ipv6}}
          }
        }
        """;
}
