using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>What each fault of Router Alert must show.</summary>
internal static class RouterAlertTable
{
    private const string Core = "rsvp-path/core";
    private const string Transit = "rao-transit/acme";

    // Of the way that a symptom of probes is for, the protocols follow.
    private const string CoreWay = "rao-transparency[pe1/10.255.0.1/pe2/10.255.0.2/";
    private const string CustomerWay = "rao-transparency[ce1/192.168.1.2/ce2/192.168.2.2/";
    private const string WayBack = "rao-transparency[ce2/192.168.2.2/ce1/192.168.1.2/";
    private const string Promise = "rao-promise[ce1/192.168.1.2/ce2/192.168.2.2/";
    private const string PromiseBack = "rao-promise[ce2/192.168.2.2/ce1/192.168.1.2/";

    /// <summary>What a service shows that asks for IGMP between customers, which the edges' multicast daemons take.</summary>
    public static IReadOnlyList<(string Node, string Symptom)> TakenByDaemon { get; } =
    [
        (CustomerWay, "rao-transparency.intercepted/igmp"), (WayBack, "rao-transparency.intercepted/igmp"), (Promise, "rao-promise.lost/igmp"), (PromiseBack, "rao-promise.lost/igmp"),
        ("rao-interception[pe1/ipv4/igmp", "rao-interception.intercepted/ipv4/igmp"),
    ];

    /// <summary>What a core shows over IPv6 that strips the option.</summary>
    public static AlertExpectation Ipv6Stripped { get; } = new() { Probed = [("rao-transparency[pe1/fd00:255::1/pe2/fd00:255::2/", "rao-transparency.stripped/rsvp")] };

    /// <summary>Those that are tried in every run of the tests.</summary>
    public static IReadOnlyDictionary<string, AlertExpectation> Faults { get; } = new Dictionary<string, AlertExpectation>(StringComparer.Ordinal)
    {
        ["rao-drop"] = new()
        {
            Seen = [("rao-unknown-protocol[p1/", "rao-unknown-protocol.dropped/protocol-253"), ("rao-unknown-protocol[p2/", "rao-unknown-protocol.dropped/protocol-253")],
            Probed = [(CoreWay, "rao-transparency.dropped/rsvp")],
            Tolerated = [("rao-unknown-protocol[p", "rao-unknown-protocol.dropped/")],
            Hurt = [Core],
        },
        ["rao-outside"] = new()
        {
            Service = ("rao-transit", LabServices.TransitWithEdges),
            Seen = [("rao-trust-boundary[pe1/to-ce1/none]", "rao-trust-boundary.crossing/ipv4/rsvp")],
            Hurt = [""],
        },
        ["rao-udp"] = new()
        {
            Seen = [("rao-usage[pe1/", "rao-usage.over-transport/ipv4/udp"), ("rao-usage[pe2/", "rao-usage.over-transport/ipv4/udp")],
            Tolerated = [("rao-usage[pe", "rao-usage.unexpected-talker/udp/192.168.1.2")],
        },
        ["rao-malformed"] = new()
        {
            Seen = [("rao-usage[pe1/", "rao-usage.malformed-options"), ("rao-usage[pe2/", "rao-usage.malformed-options")],
        },
    };

    /// <summary>Those that are tried by <c>./test.sh long</c>.</summary>
    public static IReadOnlyDictionary<string, AlertExpectation> LongFaults { get; } = new Dictionary<string, AlertExpectation>(StringComparer.Ordinal)
    {
        ["rao-strip"] = new()
        {
            Probed = [(CoreWay, "rao-transparency.stripped/rsvp")],
            Hurt = [Core],
        },
        ["rao-punt-socket"] = new()
        {
            Seen =
            [
                .. Both("rao-interception[", "rao-interception.intercepted/ipv4/rsvp"), .. Both("rao-rate-limit[", "rao-rate-limit.no-limit"),
                ("rao-slow-path[p", "rao-slow-path.socket-drops/ipv4/rsvp"),
            ],
            Probed = [(CoreWay, "rao-transparency.intercepted/rsvp")],
            // Which of the two drops more than its socket has room for depends on the way that packets take.
            Tolerated = [("rao-slow-path[p", "rao-slow-path.socket-drops/ipv4/rsvp")],
            Hurt = [Core],
        },
        ["rao-limit-missing"] = new()
        {
            Service = ("igmp-multicast", LabServices.IgmpEdge1),
            Seen = [("rao-rate-limit[pe1/ipv4/igmp]", "rao-rate-limit.no-limit"), ("rao-rate-limit[pe1/ipv4/igmp,mld]", "rao-rate-limit.no-limit")],
            Hurt = [""],
        },
        ["rao-strip-broken"] = new()
        {
            Seen = [.. ByCore("rao-unknown-protocol.stripped-broken/")],
            Probed = [(CoreWay, "rao-transparency.stripped-broken/rsvp")],
            Hurt = [Core],
        },
        ["rao-drop-customer"] = new()
        {
            Seen = [.. ByEdge("rao-unknown-protocol.dropped/")],
            Probed = [.. Promised("rao-transparency.dropped/", "rao-promise.lost/")],
            Hurt = [Transit],
        },
        ["rao-police-shared"] = new()
        {
            Seen =
            [
                ("rao-rate-limit[pe1/ipv4/igmp,mld]", "rao-rate-limit.shared/ipv4/igmp"), ("rao-rate-limit[pe1/ipv4/igmp,mld]", "rao-rate-limit.starved/ipv4/igmp"), .. UdpUse,
                ("rao-punt-rate[pe1]", "rao-punt-rate.talker/udp/192.168.1.2"),
            ],
            Probed = [(CustomerWay, "rao-transparency.policed/"), (Promise, "rao-promise.worse-than-promised/")],
            // What else is in the bucket just then decides how much of each protocol is left.
            Tolerated = [.. Worse("policed"), .. Worse("lossy"), .. Worse("dropped"), (Promise, "rao-promise.lost/"), (PromiseBack, "rao-promise.lost/"), (PromiseBack, "rao-promise.worse-than-promised/")],
            Hurt = [Transit],
        },
        ["rao-police-protocol"] = new()
        {
            Probed =
            [
                (CustomerWay, "rao-transparency.policed/udp"), (CustomerWay, "rao-transparency.policed/protocol-253"), (Promise, "rao-promise.worse-than-promised/udp"),
                (Promise, "rao-promise.worse-than-promised/protocol-253"), (WayBack, "rao-transparency.policed/udp"), (WayBack, "rao-transparency.policed/protocol-253"),
                (PromiseBack, "rao-promise.worse-than-promised/udp"), (PromiseBack, "rao-promise.worse-than-promised/protocol-253"),
            ],
            // A probe of RSVP alone is slower than its limit; with the customers' RSVP it may not be.
            Tolerated = [.. Worse("policed/rsvp"), (Promise, "rao-promise.worse-than-promised/rsvp"), (PromiseBack, "rao-promise.worse-than-promised/rsvp")],
            Hurt = [Transit],
        },
        ["rao-tunnelled"] = new()
        {
            Probed = [.. Promised("rao-transparency.tunnelled/", "rao-promise.worse-than-promised/")],
            Hurt = [Transit],
        },
        ["rao-punt-queue"] = new()
        {
            Seen =
            [
                .. Both("rao-interception[", "rao-interception.queued/ipv4/rsvp"), .. Both("rao-rate-limit[", "rao-rate-limit.no-limit"), .. ByCore("rao-unknown-protocol.punted/"),
                ("rao-slow-path[p", "rao-slow-path.queue-drops/46"),
            ],
            Probed = [(CoreWay, "rao-transparency.")],
            Tolerated = [("rao-slow-path[p", "rao-slow-path.queue-drops/46"), ("rao-slow-path[p", "rao-slow-path.queue-long/46")],
            Hurt = [Core],
        },
        ["rao-queue-unheard"] = new()
        {
            Seen = [.. ByCore("rao-unknown-protocol.dropped/")],
            Probed = [(CoreWay, "rao-transparency.dropped/rsvp")],
            Hurt = [Core],
        },
        ["rao-unknown-protocol"] = new()
        {
            Seen = [("rao-unknown-protocol[pe1/", "rao-unknown-protocol.dropped/protocol-253")],
            Probed = [(CustomerWay, "rao-transparency.dropped/protocol-253"), (Promise, "rao-promise.lost/protocol-253")],
            Hurt = [Transit],
        },
        ["rao-evasion"] = new()
        {
            Seen =
            [
                .. ByEdge("rao-unknown-protocol.dropped/"),
                .. ((string[])["behind-option", "behind-padding", "other-value", "wrong-length"]).Select(form => ("rao-rate-limit[pe1/ipv4/igmp,mld]", $"rao-rate-limit.evasion/ipv4/{form}/igmp")),
            ],
            Probed = [.. Promised("rao-transparency.dropped/", "rao-promise.lost/")],
            Hurt = [Transit],
        },
        ["rao-class-starved"] = new()
        {
            Seen = [("rao-rate-limit[pe2/ipv4/rsvp]", "rao-rate-limit.class-starved/rsvp/ipv4"), ("rao-rate-limit[pe2/ipv4/rsvp]", "rao-rate-limit.exceeded/ipv4/rsvp")],
            Probed = [(CustomerWay, "rao-transparency."), (Promise, "rao-promise.")],
            // How much of the probes gets through is what the others leave. A value of the option that another test had within five minutes counts as starved too.
            Tolerated =
            [
                ("rao-punt-rate[pe", "rao-punt-rate.talker/rsvp/192.168.1.2"), ("rao-usage[pe", "rao-usage.unexpected-talker/rsvp/192.168.1.2"),
                ("rao-rate-limit[pe2/ipv4/rsvp]", "rao-rate-limit.value-starved/ipv4/rsvp/0"), .. Worse("policed/rsvp"), .. Worse("dropped/rsvp"), .. Worse("lossy/rsvp"), .. Broken("rsvp"),
            ],
            Hurt = [Core, Transit],
        },
        ["rao-flood"] = new()
        {
            Seen =
            [
                ("rao-punt-rate[pe1]", "rao-punt-rate.rate-high/udp"), ("rao-punt-rate[pe2]", "rao-punt-rate.rate-high/udp"), ("rao-usage[pe1/", "rao-usage.over-transport/ipv4/udp"),
                ("rao-usage[pe2/", "rao-usage.over-transport/ipv4/udp"), ("rao-rate-limit[pe1/ipv4/igmp,mld]", "rao-rate-limit.protected/ipv4/igmp"),
                ("rao-punt-rate[pe1]", "rao-punt-rate.network/198.51.100.x/udp"), ("rao-punt-rate[pe2]", "rao-punt-rate.network/198.51.100.x/udp"),
            ],
            // The flood and the probes of its protocol share a limit.
            Tolerated =
            [
                ("rao-punt-rate[pe", "rao-punt-rate.talker/udp/198.51.100."), ("rao-usage[pe", "rao-usage.unexpected-talker/udp/198.51.100."), ("rao-punt-rate[pe1]", "rao-punt-rate.not-counted"),
                ("rao-rate-limit[pe2/ipv4/", "rao-rate-limit.protected/ipv4/"), .. Worse("dropped/udp"), .. Worse("policed/udp"), .. Worse("lossy/udp"), .. Broken("udp"),
            ],
            MayBeHurt = [Transit],
        },
        ["rao-flood-rsvp"] = new()
        {
            Seen =
            [
                ("rao-punt-rate[pe1]", "rao-punt-rate.rate-high/rsvp"), ("rao-punt-rate[pe2]", "rao-punt-rate.rate-high/rsvp"), ("rao-punt-rate[pe1]", "rao-punt-rate.talker/rsvp/198.51.100."),
                ("rao-punt-rate[pe1]", "rao-punt-rate.network/198.51.100.x/rsvp"), ("rao-punt-rate[pe2]", "rao-punt-rate.network/198.51.100.x/rsvp"),
                ("rao-usage[pe1/", "rao-usage.unexpected-talker/rsvp/198.51.100."), ("rao-rate-limit[pe1/ipv4/igmp,mld]", "rao-rate-limit.protected/ipv4/igmp"),
            ],
            Tolerated =
            [
                ("rao-punt-rate[pe", "rao-punt-rate.talker/rsvp/198.51.100."), ("rao-usage[pe", "rao-usage.unexpected-talker/rsvp/198.51.100."), ("rao-rate-limit[pe2/ipv4/rsvp]", "rao-rate-limit.exceeded/ipv4/rsvp"),
                ("rao-rate-limit[pe2/ipv4/rsvp]", "rao-rate-limit.class-starved/rsvp/ipv4"), .. Worse("dropped/rsvp"), .. Worse("policed/rsvp"), .. Worse("lossy/rsvp"), .. Broken("rsvp"),
            ],
            MayBeHurt = [Core, Transit],
        },
        // The lab compares with IGMP that has no option.
        ["rao-pimd-punts"] = new() { Tolerated = [("rao-usage[pe", "rao-usage.without-option/ipv4/igmp")] },
        ["rao-unassigned-value"] = new()
        {
            Seen =
            [
                ("rao-usage[pe1/", "rao-usage.unassigned-ipv4-value/rsvp/40000"), ("rao-usage[pe1/", "rao-usage.unassigned-ipv6-value/rsvp/100"),
                ("rao-usage[pe2/", "rao-usage.unassigned-ipv4-value/rsvp/40000"), ("rao-usage[pe2/", "rao-usage.unassigned-ipv6-value/rsvp/100"),
            ],
        },
        ["mrd-unexpected"] = new() { Seen = [("rao-usage[pe1/igmp,mld]", "rao-usage.unexpected-talker/mrd/")] },
        ["igmp-without-router-alert"] = new() { Seen = [("rao-usage[pe2/", "rao-usage.without-option/ipv4/igmp")] },
        ["control-starved"] = new()
        {
            Service = ("igmp-multicast", LabServices.IgmpEdge1),
            Seen =
            [
                ("rao-slow-path[pe1]", "rao-slow-path.control-suffers"), ("rao-interception[pe1/ipv4/rsvp,udp,protocol-253/none]", "rao-interception.intercepted/ipv4/rsvp"),
                ("rao-usage[pe1/", "rao-usage.unexpected-talker/rsvp/192.168.1.2"), ("rao-usage[pe2/", "rao-usage.unexpected-talker/rsvp/192.168.1.2"),
            ],
            Tolerated = [("rao-punt-rate[pe", "rao-punt-rate.talker/rsvp/192.168.1.2")],
            Hurt = [""],
        },
    };

    private static IEnumerable<(string Node, string Symptom)> UdpUse => ((string[])["pe1", "pe2"]).SelectMany(device => ((string Node, string Symptom)[])
        [($"rao-usage[{device}/", "rao-usage.over-transport/ipv4/udp"), ($"rao-usage[{device}/", "rao-usage.unexpected-talker/udp/192.168.1.2")]);

    // Of both routers of the core.
    private static IEnumerable<(string Node, string Symptom)> Both(string node, string symptom) => [($"{node}p1", symptom), ($"{node}p2", symptom)];

    // The protocols that the core has no interest in, and the edge.
    private static IEnumerable<(string Node, string Symptom)> ByCore(string symptom) =>
        ((string[])["pgm", "protocol-253", "sctp", "tcp", "udp"]).SelectMany(protocol => Both("rao-unknown-protocol[", symptom + protocol));

    private static IEnumerable<(string Node, string Symptom)> ByEdge(string symptom) =>
        ((string[])["pgm", "protocol-253", "rsvp", "sctp", "tcp", "udp"]).Select(protocol => ("rao-unknown-protocol[pe1/", symptom + protocol));

    // All protocols of the promise from the first customer to the second.
    private static IEnumerable<(string Node, string Symptom)> Promised(string verdict, string promise) =>
        ((string[])["rsvp", "udp", "protocol-253"]).SelectMany(protocol => ((string Node, string Symptom)[])[(CustomerWay, verdict + protocol), (Promise, promise + protocol)]);

    private static IEnumerable<(string Node, string Symptom)> Worse(string verdict) => [(CustomerWay, $"rao-transparency.{verdict}"), (WayBack, $"rao-transparency.{verdict}")];

    // A promise that is not kept to somebody's probes of a protocol, either way.
    private static IEnumerable<(string Node, string Symptom)> Broken(string protocol) =>
        ((string[])[Promise, PromiseBack]).SelectMany(node => ((string Node, string Symptom)[])[(node, $"rao-promise.lost/{protocol}"), (node, $"rao-promise.worse-than-promised/{protocol}")]);
}
