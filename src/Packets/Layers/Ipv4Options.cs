using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>The options of an IPv4 header (RFC 791, section 3.1), one after the other; the list ends at End of Options, at the end, or at what is malformed.</summary>
public ref struct Ipv4Options
{
    /// <summary>Type of the Router Alert option: copied, class 0, number 20 (RFC 2113, section 2.1).</summary>
    public const byte RouterAlert = 148;

    public const byte EndOfOptions = 0;
    public const byte NoOperation = 1;
    private ReadOnlySpan<byte> _rest;

    /// <param name="options">The octets behind the first twenty of the header.</param>
    public Ipv4Options(ReadOnlySpan<byte> options) => _rest = options;

    /// <summary>Type of the option.</summary>
    public byte Type { get; private set; }

    /// <summary>The option with its type and length.</summary>
    public ReadOnlySpan<byte> Option { get; private set; }

    /// <summary>Whether the list ended because an option has no length, or one that does not fit.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Whether anything that is not padding was found behind End of Options: nothing that a router looks at.</summary>
    public readonly bool HasHidden => _rest.ContainsAnyExcept((byte)0);

    /// <summary>Moves to the next option; those of one octet included.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        Type = _rest[0];
        if (Type == EndOfOptions)
        {
            _rest = _rest[1..];
            Option = default;
            return false;
        }

        var length = Type == NoOperation ? 1 : _rest.Length < 2 ? 0 : _rest[1];
        if (length == 0 || (Type != NoOperation && length < 2) || length > _rest.Length)
        {
            IsMalformed = true;
            _rest = default;
            return false;
        }

        Option = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    /// <summary>Value of the option that is a Router Alert; -1 when its length is not 4.</summary>
    public readonly int RouterAlertValue => Option.Length == 4 ? BinaryPrimitives.ReadUInt16BigEndian(Option[2..]) : -1;
}
