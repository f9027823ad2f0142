using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>The options of a Hop-by-Hop or Destination Options header (RFC 8200, section 4.2), padding included.</summary>
public ref struct Ipv6Options
{
    /// <summary>Type of the Router Alert option (RFC 2711, section 2.1).</summary>
    public const byte RouterAlert = 5;

    public const byte Pad1 = 0;
    public const byte PadN = 1;

    /// <summary>Jumbo Payload (RFC 2675, section 2).</summary>
    public const byte JumboPayload = 0xC2;
    private readonly ReadOnlySpan<byte> _all;
    private int _next;

    /// <param name="options">The octets behind Next Header and Length.</param>
    public Ipv6Options(ReadOnlySpan<byte> options) => _all = options;

    public byte Type { get; private set; }

    /// <summary>Where the option begins, from the beginning of the header.</summary>
    public int Place { get; private set; }

    /// <summary>What the option carries, without type and length.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    public bool IsMalformed { get; private set; }

    public bool MoveNext()
    {
        const int before = 2;
        if (_next == _all.Length)
        {
            return false;
        }

        (Type, Place) = (_all[_next], _next + before);
        if (Type == Pad1)
        {
            Data = default;
            _next++;
            return true;
        }

        if (_next + 1 == _all.Length || _next + before + _all[_next + 1] > _all.Length)
        {
            IsMalformed = true;
            _next = _all.Length;
            return false;
        }

        Data = _all.Slice(_next + before, _all[_next + 1]);
        _next += before + Data.Length;
        return true;
    }

    /// <summary>Value of the option that is a Router Alert; -1 when its length is not 2.</summary>
    public readonly int RouterAlertValue => Data.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(Data) : -1;
}
