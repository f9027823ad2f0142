using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RouterAlertAssurance.Probes;

/// <summary>A protocol that probes are sent over, by the names that metrics use.</summary>
public sealed record ProbeProtocol
{
    private ProbeProtocol(string name, byte number, string? onlyIpv4 = null) => (Name, Number, _onlyIpv4) = (name, number, onlyIpv4);

    private readonly string? _onlyIpv4;

    /// <summary>A datagram to a port that the responder has opened for the probe.</summary>
    public static ProbeProtocol Udp { get; } = new("udp", 17);

    /// <summary>A lone SYN to a port that nobody listens on: the responder's kernel answers it with a RST, and no connection comes of it (RFC 9293, section 3.5.2).</summary>
    public static ProbeProtocol Tcp { get; } = new("tcp", 6);

    /// <summary>A Path message of a session that exists for the probe alone and is forgotten within seconds (RFC 2205, section 3.1.3).</summary>
    public static ProbeProtocol Rsvp { get; } = new("rsvp", 46);

    /// <summary>A message of an experimental type, which nobody acts on (RFC 3228, section 2), sent to one address.</summary>
    public static ProbeProtocol Igmp { get; } = new("igmp", 2, "IGMP is a protocol of IPv4");

    /// <summary>A Source Path Message (RFC 3208, section 8.1).</summary>
    public static ProbeProtocol Pgm { get; } = new("pgm", 113);

    /// <summary>An INIT to a port that nobody listens on (RFC 9260, section 8.4).</summary>
    public static ProbeProtocol Sctp { get; } = new("sctp", 132);

    /// <summary>Protocol 253, for experiments (RFC 3692): one that no router knows.</summary>
    public static ProbeProtocol Unknown { get; } = new("protocol-253", 253);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProbeProtocol> All { get; } = [Udp, Tcp, Rsvp, Igmp, Pgm, Sctp, Unknown];

    /// <summary>Its name in metrics, such as <c>rsvp</c> or <c>protocol-253</c>.</summary>
    public string Name { get; }

    /// <summary>Its number in the IP header.</summary>
    public byte Number { get; }

    /// <summary>Why it cannot be probed over a family; null when it can.</summary>
    public string? Refuse(bool isIpv6) => isIpv6 ? _onlyIpv4 : null;

    /// <summary>Reads a name or a number.</summary>
    /// <param name="text">Such as <c>udp</c>, <c>46</c> or <c>protocol-253</c>.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="error">Why there is none, in a sentence without a full stop.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ProbeProtocol? protocol, [NotNullWhen(false)] out string? error)
    {
        var name = (text ?? "").Trim().ToLowerInvariant();
        protocol = All.FirstOrDefault(known => known.Name == name || known.Number.ToString(CultureInfo.InvariantCulture) == name);
        error = protocol is not null ? null
            : name is "mld" or "mrd" ? $"{name} never leaves its link (RFC 3810, section 5; RFC 4286, section 3), so no probe can be sent over it"
            : $"'{text}' cannot be probed: it is none of {string.Join(", ", All.Select(known => known.Name))}";
        return protocol is not null;
    }

    public override string ToString() => Name;
}
