using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>What an RSVP session is for, by the C-Type of its SESSION object (RFC 2205, RFC 3209, RFC 3175).</summary>
public enum RsvpSession : byte
{
    /// <summary>The message has none, or it was not captured.</summary>
    None = 0,
    Ipv4 = 1,
    Ipv6 = 2,

    /// <summary>A label-switched path of RSVP-TE over IPv4.</summary>
    LspTunnelIpv4 = 7,
    LspTunnelIpv6 = 8,

    /// <summary>An aggregate of reservations (RFC 3175, section 3).</summary>
    AggregateIpv4 = 9,
    AggregateIpv6 = 10,
}

/// <summary>An RSVP message (RFC 2205, section 3.1), as far as it was captured.</summary>
/// <param name="bytes">From the version on; at least 8 octets.</param>
public readonly ref struct RsvpMessage(ReadOnlySpan<byte> bytes)
{
    public const int Header = 8;
    private const byte SessionClass = 1;
    private const int ObjectHeader = 4;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Version => _bytes[0] >> 4;

    /// <summary>1 Path, 2 Resv, 3 PathErr, 4 ResvErr, 5 PathTear, 6 ResvTear, 7 ResvConf; others by extensions.</summary>
    public byte Type => _bytes[1];

    public byte SendTtl => _bytes[4];

    /// <summary>Length of the message with its objects, as it says.</summary>
    public ushort Length => BinaryPrimitives.ReadUInt16BigEndian(_bytes[6..]);

    /// <summary>The C-Type of the SESSION object: one class of RSVP among others, which a policy may treat by itself.</summary>
    public RsvpSession Session
    {
        get
        {
            var rest = _bytes[Header..Math.Clamp(Length, Header, _bytes.Length)];
            while (rest.Length >= ObjectHeader)
            {
                if (rest[2] == SessionClass)
                {
                    return (RsvpSession)rest[3];
                }

                var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
                if (length < ObjectHeader || length > rest.Length)
                {
                    break;
                }

                rest = rest[length..];
            }

            return RsvpSession.None;
        }
    }
}
