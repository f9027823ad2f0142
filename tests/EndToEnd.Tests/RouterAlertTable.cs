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
            Seen = [("rao-interception[p", "rao-interception.intercepted/ipv4/rsvp")],
            Probed = [(CoreWay, "rao-transparency.")],
            Tolerated = [("rao-slow-path[p", "rao-slow-path.socket-drops/ipv4/rsvp"), ("rao-rate-limit[p", "rao-rate-limit.no-limit")],
            Hurt = [Core],
        },
        ["rao-limit-missing"] = new()
        {
            Service = ("igmp-multicast", LabServices.IgmpEdge1),
            Seen = [("rao-rate-limit[pe1/ipv4/igmp", "rao-rate-limit.no-limit")],
            Tolerated = [("rao-rate-limit[pe1/", "rao-rate-limit.no-limit")],
            Hurt = [""],
        },
        ["rao-strip-broken"] = new()
        {
            Seen = [("rao-unknown-protocol[p1/", "rao-unknown-protocol.stripped-broken/udp"), ("rao-unknown-protocol[p2/", "rao-unknown-protocol.stripped-broken/udp")],
            Probed = [(CoreWay, "rao-transparency.stripped-broken/rsvp")],
            Tolerated = [("rao-unknown-protocol[p", "rao-unknown-protocol.stripped-broken/")],
            Hurt = [Core],
        },
        ["rao-drop-customer"] = new()
        {
            Seen = [("rao-unknown-protocol[pe1/", "rao-unknown-protocol.dropped/udp")],
            Probed = [(CustomerWay, "rao-transparency.dropped/udp"), (Promise, "rao-promise.lost/udp")],
            Tolerated = [("rao-unknown-protocol[pe1/", "rao-unknown-protocol.dropped/"), (CustomerWay, "rao-transparency.dropped/"), (Promise, "rao-promise.lost/")],
            Hurt = [Transit],
        },
        ["rao-police-shared"] = new()
        {
            Seen = [("rao-rate-limit[pe1/", "rao-rate-limit.shared/ipv4/igmp"), ("rao-usage[pe1/", "rao-usage.over-transport/ipv4/udp")],
            Probed = [(CustomerWay, "rao-transparency."), (Promise, "rao-promise.")],
            Tolerated =
            [
                ("rao-rate-limit[pe1/", "rao-rate-limit."), ("rao-usage[pe", "rao-usage."), ("rao-punt-rate[pe1]", "rao-punt-rate.talker/"),
                (WayBack, "rao-transparency."), (PromiseBack, "rao-promise."),
            ],
            Hurt = [Transit],
        },
        ["rao-police-protocol"] = new()
        {
            Probed = [(CustomerWay, "rao-transparency.policed/udp"), (Promise, "rao-promise.worse-than-promised/udp")],
            Tolerated = [(CustomerWay, "rao-transparency."), (Promise, "rao-promise."), (WayBack, "rao-transparency."), (PromiseBack, "rao-promise."), ("rao-rate-limit[pe1/", "rao-rate-limit.")],
            Hurt = [Transit],
        },
        ["rao-tunnelled"] = new()
        {
            Probed = [(CustomerWay, "rao-transparency.tunnelled/udp"), (Promise, "rao-promise.worse-than-promised/udp")],
            Tolerated = [(CustomerWay, "rao-transparency.tunnelled/"), (Promise, "rao-promise.worse-than-promised/")],
            Hurt = [Transit],
        },
        ["rao-punt-queue"] = new()
        {
            Seen = [("rao-interception[p", "rao-interception.queued/ipv4/rsvp"), ("rao-slow-path[p", "rao-slow-path.queue-drops/")],
            Probed = [(CoreWay, "rao-transparency.")],
            Tolerated = [("rao-slow-path[p", "rao-slow-path."), ("rao-unknown-protocol[p", "rao-unknown-protocol.punted/"), ("rao-rate-limit[p", "rao-rate-limit.no-limit"), ("rao-usage[p", "rao-usage."), ("rao-punt-rate[p", "rao-punt-rate.talker/")],
            Hurt = [Core],
        },
        ["rao-queue-unheard"] = new()
        {
            Seen = [("rao-unknown-protocol[p", "rao-unknown-protocol.")],
            Probed = [(CoreWay, "rao-transparency.dropped/rsvp")],
            Tolerated = [("rao-interception[p", "rao-interception."), ("rao-rate-limit[p", "rao-rate-limit.no-limit")],
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
            Seen = [("rao-unknown-protocol[pe1/", "rao-unknown-protocol.dropped/udp")],
            Probed = [(CustomerWay, "rao-transparency.dropped/udp"), (Promise, "rao-promise.lost/udp")],
            Tolerated = [("rao-rate-limit[pe1/", "rao-rate-limit.evasion/"), ("rao-unknown-protocol[pe1/", "rao-unknown-protocol.dropped/"), (CustomerWay, "rao-transparency.dropped/"), (Promise, "rao-promise.lost/")],
            Hurt = [Transit],
        },
        ["rao-class-starved"] = new()
        {
            Probed = [(CustomerWay, "rao-transparency.policed/rsvp"), (Promise, "rao-promise.worse-than-promised/rsvp")],
            Tolerated =
            [
                ("rao-rate-limit[pe", "rao-rate-limit."), ("rao-punt-rate[pe", "rao-punt-rate."), ("rao-usage[pe", "rao-usage."), (CustomerWay, "rao-transparency."), (Promise, "rao-promise."),
                (CoreWay, "rao-transparency."), (WayBack, "rao-transparency."), (PromiseBack, "rao-promise."),
            ],
            Hurt = [Transit],
            MayBeHurt = [Core],
        },
        ["rao-flood"] = new()
        {
            Seen = [("rao-punt-rate[pe1]", "rao-punt-rate.rate-high/udp"), ("rao-usage[pe1/", "rao-usage.over-transport/ipv4/udp")],
            Tolerated =
            [
                ("rao-punt-rate[pe", "rao-punt-rate."), ("rao-usage[pe", "rao-usage."), (CustomerWay, "rao-transparency."), (Promise, "rao-promise."), (WayBack, "rao-transparency."), (PromiseBack, "rao-promise."),
            ],
            MayBeHurt = [Transit],
        },
        ["rao-flood-rsvp"] = new()
        {
            Seen = [("rao-punt-rate[pe1]", "rao-punt-rate.rate-high/rsvp")],
            Tolerated =
            [
                ("rao-punt-rate[pe", "rao-punt-rate."), ("rao-rate-limit[pe", "rao-rate-limit."), ("rao-usage[pe", "rao-usage."), (CustomerWay, "rao-transparency."), (Promise, "rao-promise."), (WayBack, "rao-transparency."), (PromiseBack, "rao-promise."),
            ],
            MayBeHurt = [Transit],
        },
        ["rao-pimd-punts"] = new(),
        ["rao-unassigned-value"] = new()
        {
            Seen =
            [
                ("rao-usage[pe1/", "rao-usage.unassigned-ipv4-value/rsvp/40000"), ("rao-usage[pe1/", "rao-usage.unassigned-ipv6-value/rsvp/100"),
                ("rao-usage[pe2/", "rao-usage.unassigned-ipv4-value/rsvp/40000"), ("rao-usage[pe2/", "rao-usage.unassigned-ipv6-value/rsvp/100"),
            ],
        },
        ["mrd-unexpected"] = new() { Tolerated = [("rao-usage[pe1/", "rao-usage.")] },
        ["igmp-without-router-alert"] = new(),
        ["control-starved"] = new()
        {
            Service = ("igmp-multicast", LabServices.IgmpEdge1),
            Seen = [("rao-slow-path[pe1]", "rao-slow-path.control-suffers")],
            Tolerated = [("rao-interception[pe1/", "rao-interception.intercepted/ipv4/rsvp"), ("rao-usage[pe1/", "rao-usage."), ("rao-punt-rate[pe1]", "rao-punt-rate.talker/"), (CustomerWay, "rao-transparency."), (Promise, "rao-promise.")],
            Hurt = [""],
            MayBeHurt = [Transit],
        },
    };
}
