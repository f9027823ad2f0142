using System.Globalization;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;

/// <summary>How the words of a <see cref="RouterAlertDocument"/> are shown.</summary>
internal static class RouterAlertWords
{
    private static readonly Dictionary<string, (int Gravity, Judgement Judgement)> Treatments = new(StringComparer.Ordinal)
    {
        ["stripped-broken"] = (0, new("checksum broken", "bad", Signs.Warning)),
        ["stripped-broken-policed"] = (0, new("checksum broken, policed", "bad", Signs.Warning)),
        ["dropped"] = (1, new("dropped", "bad", Signs.Cross)),
        ["stripped"] = (2, new("stripped", "warn", Signs.Gap)),
        ["stripped-policed"] = (2, new("stripped, policed", "warn", Signs.Gap)),
        ["unclear"] = (3, new("unclear", "unknown", Signs.Ring)),
        ["queued"] = (4, new("handed to a program", "neutral", Signs.Tray)),
        ["queued-policed"] = (4, new("handed to a program, policed", "neutral", Signs.Tray)),
        ["queued-limited"] = (4, new("handed to a program, limited", "neutral", Signs.Tray)),
        ["policed"] = (5, new("policed", "good", Signs.Funnel)),
        ["dropped-anyway"] = (6, new("dropped anyway", "neutral", Signs.NoEntry)),
        ["untouched"] = (7, new("forwarded untouched", "good", Signs.Arrow)),
    };

    // What nobody is meant to take.
    private static readonly (int Gravity, Judgement Judgement) Unwanted = (1, new("intercepted", "bad", Signs.Tray));

    private static readonly Dictionary<string, (int Gravity, Judgement Judgement)> Verdicts = new(StringComparer.Ordinal)
    {
        ["dropped"] = (0, new("dropped", "bad", Signs.Cross)),
        ["stripped-broken"] = (1, new("checksum broken", "bad", Signs.Warning)),
        ["policed"] = (2, new("policed", "warn", Signs.Funnel)),
        ["stripped"] = (3, new("stripped", "warn", Signs.Gap)),
        ["ignored"] = (4, new("ignored", "warn", Signs.Dash)),
        ["unknown"] = (5, new("unknown", "unknown", Signs.Ring)),
        ["intercepted"] = (6, new("intercepted as meant", "good", Signs.Tray)),
        ["tunnelled"] = (7, new("tunnelled", "good", Signs.Tunnel)),
        ["carried"] = (8, new("carried", "good", Signs.Arrow)),
    };

    public static Judgement Treatment(RouterAlertPolicyRow row) =>
        row is { Treatment: "policed", Shared: true } ? new("policed", "warn", Signs.Funnel) : Treatments.TryGetValue(row.Treatment, out var known) ? known.Judgement : Other(row.Treatment);

    /// <summary>Lower is graver.</summary>
    public static int Gravity(RouterAlertPolicyRow row) => Treatments.TryGetValue(row.Treatment, out var known) ? known.Gravity : 3;

    public static Judgement Verdict(TransparencyVerdict verdict) => Known(verdict)?.Judgement ?? Other(verdict.Verdict);

    /// <summary>Lower is graver.</summary>
    public static int Gravity(TransparencyVerdict verdict) => Known(verdict)?.Gravity ?? 5;

    /// <summary>What each verdict means, the gravest first.</summary>
    public static IEnumerable<(Judgement Judgement, string Meaning)> Meanings =>
    [
        (Verdicts["dropped"].Judgement, "they get lost, others arrive"),
        (Verdicts["stripped-broken"].Judgement, "the option is overwritten and the checksum left as it was: the next router drops the packet"),
        (Unwanted.Judgement, "a router on the way takes them out of forwarding, and is not meant to"),
        (Verdicts["policed"].Judgement, "they arrive up to a rate"),
        (Verdicts["stripped"].Judgement, "they arrive without the option"),
        (Verdicts["ignored"].Judgement, "a router is meant to take them and does not"),
        (Verdicts["unknown"].Judgement, "packets without the option get lost too"),
        (Verdicts["intercepted"].Judgement, "a router on the way takes them out of forwarding, as it is meant to"),
        (Verdicts["tunnelled"].Judgement, "they arrive with the option, and no router on the way could see it"),
        (Verdicts["carried"].Judgement, "packets arrive with the option"),
    ];

    private static (int Gravity, Judgement Judgement)? Known(TransparencyVerdict verdict) =>
        verdict is { Verdict: "intercepted", Interested: false } ? Unwanted : Verdicts.TryGetValue(verdict.Verdict, out var known) ? known : null;

    /// <summary>Whether IP_ROUTER_ALERT is set on a socket.</summary>
    public static Judgement OnSocket(string routerAlert) => routerAlert switch
    {
        "yes" => new("yes", "neutral", Signs.Tray),
        "no" => new("no", "maintenance", Signs.Dash),
        _ => new("unknown", "unknown", Signs.Ring),
    };

    public static string Family(string family) => family == "ipv6" ? "IPv6" : "IPv4";

    /// <summary>A protocol as people write it.</summary>
    public static string Protocol(string protocol) => protocol switch
    {
        "icmpv6" => "ICMPv6",
        "any" => "any protocol",
        "other" => "others",
        _ when protocol.StartsWith("protocol-", StringComparison.Ordinal) => protocol.Replace('-', ' '),
        _ => protocol.ToUpperInvariant(),
    };

    /// <summary>Packets in a second.</summary>
    public static string Rate(double packetsPerSecond) => packetsPerSecond switch
    {
        0 => "0",
        < 0.1 => "< 0.1",
        < 100 => packetsPerSecond.ToString("0.#", CultureInfo.InvariantCulture),
        _ => Number(packetsPerSecond),
    };

    /// <summary>A whole number, in groups of three.</summary>
    public static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    private static Judgement Other(string word) => new(word, "unknown", Signs.Ring);
}
