using System.Globalization;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>Words for what a policy consists of.</summary>
public static class RouterAlertWords
{
    private static readonly Dictionary<string, int> Protocols = new(StringComparer.OrdinalIgnoreCase)
    {
        ["icmp"] = 1,
        ["igmp"] = 2,
        ["tcp"] = 6,
        ["udp"] = 17,
        ["rsvp"] = 46,
        ["icmpv6"] = 58,
        ["pgm"] = 113,
        ["sctp"] = 132,
    };

    /// <summary>Names of protocols that may be used in place of their numbers.</summary>
    public static IEnumerable<string> ProtocolNames => Protocols.Keys;

    /// <summary>A protocol by name or number; null when it is neither.</summary>
    public static int? ParseProtocol(string text) =>
        Protocols.TryGetValue(text, out var known) ? known : byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string Protocol(int number) => number switch
    {
        1 => "ICMP",
        2 => "IGMP",
        6 => "TCP",
        17 => "UDP",
        46 => "RSVP",
        58 => "ICMPv6",
        113 => "PGM",
        132 => "SCTP",
        _ => string.Create(CultureInfo.InvariantCulture, $"protocol {number}"),
    };

    public static string Of(RouterAlertForm form) => form switch
    {
        RouterAlertForm.Usual => "in its usual form",
        RouterAlertForm.OtherValue => "with value 1",
        RouterAlertForm.BehindPadding => "behind padding",
        RouterAlertForm.BehindOption => "behind another option",
        RouterAlertForm.LaterFragment => "in a later fragment",
        RouterAlertForm.WrongLength => "with length 6",
        _ => "without the option",
    };

    public static string Of(RouterAlertTreatmentKind kind) => kind switch
    {
        RouterAlertTreatmentKind.Untouched => "forwarded untouched",
        RouterAlertTreatmentKind.Queued => "handed to a program",
        RouterAlertTreatmentKind.Policed => "policed",
        RouterAlertTreatmentKind.Stripped => "stripped",
        RouterAlertTreatmentKind.StrippedBroken => "stripped, checksum broken",
        RouterAlertTreatmentKind.Dropped => "dropped",
        _ => "unclear",
    };
}
