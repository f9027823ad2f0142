using System.Globalization;
using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.WebUi.Tests.Fakes;

/// <summary>Routers as their agents describe them.</summary>
internal static class RouterAlertDocuments
{
    private const string Section5 = "RFC 6398, section 5";
    private const string Section43 = "RFC 6398, section 4.3";

    /// <summary>The lab on a bad day: one router healthy, one that polices in one bucket, one that drops, one that cannot be looked into.</summary>
    public static Dictionary<string, RouterAlertDocument> Lab() => new(StringComparer.Ordinal)
    {
        ["pe1"] = Healthy("pe1"),
        ["pe2"] = Policed("pe2"),
        ["p1"] = Dropping("p1"),
        ["p2"] = Unprivileged("p2"),
    };

    /// <summary>Every protocol of interest has a limit of its own; nothing is lost.</summary>
    public static RouterAlertDocument Healthy(string device) => new()
    {
        Device = device,
        Time = Now.Utc,
        Policy = new RouterAlertPolicyDocument([Row("ipv4", "rsvp", "policed", 200, place: "inet rao forward rule 3"), Row("ipv4", "igmp", "policed", 50, place: "inet rao forward rule 4"), Row("ipv4", "udp", "untouched"), Row("ipv6", "mld", "untouched")], []),
        Traffic = Traffic([new("to-p1", "ipv4", "rsvp", 0, 48_112, 11.8), new("to-ce1", "ipv4", "igmp", 0, 902, 0.4), new("to-ce1", "ipv6", "mld", 0, 433, 0.2)], [new("to-p1", "10.255.0.2", "rsvp", 48_112, 11.8)]),
        SlowPath = new SlowPathDocument([new("ipv4", "rsvp", "yes", 0, "rsvpd", 4711, 0.02), new("ipv4", "protocol-89", "no", 0, "ospfd", 812, 0.001)], []),
        Probes =
        [
            Verdict("10.255.0.1", "10.255.0.2", "pe2", "ipv4", "rsvp", "policed", "10.0.0.2", 50, "sent 400 at 200/s, received 102; without the option 400 of 400"),
            Verdict("10.255.0.1", "10.255.0.2", "pe2", "ipv4", "udp", "carried", "", null, "20 of 20 with the option, 20 of 20 without"),
            Verdict("fd00::1", "fd00::2", "pe2", "ipv6", "rsvp", "carried", "", null, "20 of 20"),
            Verdict("fd00::1", "fd00::2", "pe2", "ipv6", "udp", "stripped", "fd00:0:1::2", null, "0 of 20 with the option, 20 of 20 came without it"),
            Verdict("10.255.0.1", "10.255.0.11", "p1", "ipv4", "rsvp", "dropped", "10.0.0.1", null, "0 of 20 with the option, 20 of 20 without"),
            Verdict("10.255.0.1", "10.255.0.11", "p1", "ipv4", "udp", "intercepted", "10.0.0.1", null, "0 of 20"),
            Verdict("10.255.0.1", "10.255.0.11", "p1", "ipv4", "pgm", "stripped-broken", "10.0.0.1", null, "0 of 20; lost behind 10.0.0.1"),
            Verdict("10.255.0.1", "10.255.0.12", "p2", "ipv4", "rsvp", "tunnelled", "", null, "20 of 20"),
            Verdict("10.255.0.1", "10.255.0.12", "p2", "ipv4", "udp", "unknown", "", null, "0 of 20 without the option either"),
        ],
    };

    /// <summary>RSVP and IGMP share a bucket, and the capture has lost packets under a flood.</summary>
    public static RouterAlertDocument Policed(string device) => new()
    {
        Device = device,
        Time = Now.Utc,
        Policy = new RouterAlertPolicyDocument(
            [Row("ipv4", "rsvp", "policed", 50, shared: true, "inet rao forward rule 2", "with value 1: forwarded untouched; behind padding: forwarded untouched"), Row("ipv4", "igmp", "policed", 50, shared: true, "inet rao forward rule 2"), Row("ipv4", "protocol-253", "queued", place: "inet rao forward rule 5")],
            [
                new("shared-limit", Section5, "RSVP and IGMP share the limit of inet rao forward rule 2: a flood of one starves the others, protocols of interest among them"),
                new("slips-past", Section5, "RSVP with value 1 passes by the rules for its usual form"),
                new("unlimited", Section5, "Protocol 253 may reach queue 5 at any rate"),
            ]),
        Traffic = Traffic(
            [new("to-p1", "ipv4", "protocol-253", 0, 9_300_112, 41_870), new("to-p1", "ipv4", "rsvp", 0, 12_112, 2.1), new("to-p1", "ipv4", "udp", 900, 44, 0.05)],
            [new("to-p1", "203.0.113.77", "protocol-253", 4_100_000, 22_100), new("to-p1", "203.0.113.78", "protocol-253", 3_900_000, 19_700), new("to-p1", "10.255.0.1", "rsvp", 12_000, 2.1)],
            lost: 18_221),
        SlowPath = new SlowPathDocument([new("ipv4", "rsvp", "yes", 4_312, "rsvpd", 1201, 0.87), new("ipv6", "any", "unknown", 0, "", 0, null)], [new(5, 1024, 8_114_003, 1377, "raa-consume")]),
    };

    /// <summary>Drops whatever has the option.</summary>
    public static RouterAlertDocument Dropping(string device) => new()
    {
        Device = device,
        Time = Now.Utc,
        Policy = new RouterAlertPolicyDocument(
            [Row("ipv4", "rsvp", "dropped", place: "ip filter FORWARD rule 1"), Row("ipv4", "pgm", "stripped-broken", place: "netdev rao ingress rule 1"), Row("ipv6", "rsvp", "stripped", place: "ip6 mangle rule 2"), Row("ipv4", "tcp", "dropped-anyway", place: "ip filter FORWARD policy"), Row("ipv4", "udp", "unclear", place: "ip filter FORWARD rule 7")],
            [new("drops-protocol-of-interest", Section43, "RSVP is dropped for the option alone"), new("strips", Section43, "RSVP over IPv6 goes on without the option")]),
        Traffic = Traffic([], []) with { Packets = [] },
        SlowPath = new SlowPathDocument([], []),
    };

    /// <summary>An agent without rights.</summary>
    public static RouterAlertDocument Unprivileged(string device) => new()
    {
        Device = device,
        Time = Now.Utc,
        SlowPath = new SlowPathDocument([new("ipv4", "igmp", "unknown", 0, "", 0, null)], []),
        Problems = ["The policy cannot be read: nft needs CAP_NET_ADMIN.", "Nothing is captured: the ring needs CAP_NET_RAW."],
    };

    /// <summary>As many routers as asked for, each with 40 rows of policy and probes to four others.</summary>
    public static Dictionary<string, RouterAlertDocument> Many(int devices) => Enumerable.Range(0, devices).Select(Name).ToDictionary(name => name, name => Healthy(name) with
    {
        Policy = new RouterAlertPolicyDocument(
            [.. Enumerable.Range(0, 40).Select(row => Row(row % 2 == 0 ? "ipv4" : "ipv6", $"protocol-{row}", row == 7 ? "dropped" : "policed", 10 + row, shared: row % 5 == 0, $"inet rao forward rule {row}") with { Input = $"eth{row % 8}" })], []),
        Probes = [.. Enumerable.Range(1, 4).SelectMany(step => new[] { "rsvp", "igmp", "udp", "pgm" }.Select(protocol => Verdict($"{name}.1", $"{name}.{step}", Name((Index(name) + step) % devices), "ipv4", protocol, "carried", "", null, "20 of 20")))],
    });

    public static string Name(int index) => $"r{index.ToString("D2", CultureInfo.InvariantCulture)}";

    private static int Index(string name) => int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture);

    private static RouterAlertTrafficDocument Traffic(IReadOnlyList<RouterAlertRate> rates, IReadOnlyList<RouterAlertTalker> talkers, long lost = 0) => new(
        Now.Utc.AddHours(-2), lost, rates, talkers,
        [
            FakePackets.Evidence(8, FakePackets.Mld(), "fe80::1 → ff02::16 MLD report, Router Alert value 0"),
            FakePackets.Evidence(3, FakePackets.Rsvp(), "10.0.0.1 → 10.255.0.2 RSVP, Router Alert value 0"),
        ]);

    private static RouterAlertPolicyRow Row(string family, string protocol, string treatment, double? limit = null, bool shared = false, string? place = null, string others = "") =>
        new("any", "any", family, protocol, treatment, limit, shared, place, others);

    private static TransparencyVerdict Verdict(string source, string destination, string peer, string family, string protocol, string verdict, string hop, double? rate, string detail) =>
        new(source, destination, peer, family, protocol, verdict, rate, hop, detail, Now.Utc.AddSeconds(-40));
}
