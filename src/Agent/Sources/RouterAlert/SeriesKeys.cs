using System.Globalization;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>Words of the vocabulary that several reads share.</summary>
internal static class AlertWords
{
    public const string Other = "other";
    public const ushort OtherCode = ushort.MaxValue;

    public static string Protocol(ushort code) => code == OtherCode ? Other : new RouterAlertProtocol(code).ToString();
}

/// <summary>Packets of one protocol and value of the option.</summary>
/// <param name="IsIpv6">The family.</param>
/// <param name="Protocol">Code of a <see cref="RouterAlertProtocol"/>; <see cref="AlertWords.OtherCode"/> for the rest.</param>
/// <param name="Value">The option's value; -1 for the rest.</param>
internal readonly record struct PacketKey(bool IsIpv6, ushort Protocol, int Value)
{
    public string ValueText => Value < 0 ? AlertWords.Other : Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Of a protocol that has a name, with value 0, or 1 where that is assigned (RFC 2113, RFC 2711).</summary>
    public bool IsUsual => new RouterAlertProtocol(Protocol).IsNamed && Value <= (IsIpv6 ? 1 : 0);

    public PacketKey Rest => new(IsIpv6, AlertWords.OtherCode, -1);
}

/// <summary>Packets of one protocol.</summary>
/// <param name="IsIpv6">The family.</param>
/// <param name="Protocol">As in <see cref="PacketKey"/>.</param>
internal readonly record struct ProtocolKey(bool IsIpv6, ushort Protocol)
{
    public bool IsUsual => new RouterAlertProtocol(Protocol).IsNamed;

    public ProtocolKey Rest => new(IsIpv6, AlertWords.OtherCode);
}

/// <summary>
/// Packets of one class inside a protocol: the kind of session of RSVP, by the C-Type of its SESSION object (RFC 2205, RFC 3209, RFC 3175), the destination port of UDP, the option's value
/// of others (RFC 5350).
/// </summary>
/// <param name="IsIpv6">The family.</param>
/// <param name="Class">A value up to 65,535, a port above that, or one of the constants.</param>
internal readonly record struct GroupKey(bool IsIpv6, int Class)
{
    private const int Rsvp = -2;
    private const int RsvpTraffic = -3;
    private const int RsvpAggregate = -4;
    private const int Others = -1;
    private const int FirstPort = 1 << 16;

    public bool IsUsual => Class < Others || Class is 0 or 1;

    public GroupKey Rest => new(IsIpv6, Others);

    /// <summary>What tells the class: <c>rsvp</c> the session, <c>port</c> the port of UDP, <c>value</c> the option's value; <c>other</c> for the rest.</summary>
    public string Kind => Class switch
    {
        < Others => "rsvp",
        Others => AlertWords.Other,
        >= FirstPort => "port",
        _ => "value",
    };

    public static GroupKey Of(ref readonly DissectedPacket packet)
    {
        var transport = packet.Transport;
        return new(packet.IsIpv6, packet.Protocol switch
        {
            IpProtocol.Rsvp => transport.Length < RsvpMessage.Header ? Rsvp : OfSession((byte)new RsvpMessage(transport).Session),
            IpProtocol.Udp when transport.Length >= UdpDatagram.Header => FirstPort + new UdpDatagram(transport).DestinationPort,
            _ => packet.RouterAlertValue,
        });
    }

    public override string ToString() => Class switch
    {
        Rsvp => "rsvp",
        RsvpTraffic => "rsvp-te",
        RsvpAggregate => "rsvp-aggregate",
        Others => AlertWords.Other,
        >= FirstPort => string.Create(CultureInfo.InvariantCulture, $"port-{Class - FirstPort}"),
        _ => Class.ToString(CultureInfo.InvariantCulture),
    };

    // IANA, "RSVP Parameters", class types of SESSION: 7, 8 and 11 to 16 set up label-switched paths (RFC 3209, RFC 4875, UNI and E-NNI), 9, 10, 17 and 18 aggregates (RFC 3175, RFC 4860).
    private static int OfSession(byte type) => type switch
    {
        7 or 8 or (>= 11 and <= 16) => RsvpTraffic,
        9 or 10 or 17 or 18 => RsvpAggregate,
        _ => Rsvp,
    };
}
