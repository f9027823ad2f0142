using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>Walks the attributes of a netlink message, or those nested in an attribute, within bounds.</summary>
internal ref struct NetlinkAttributeReader(ReadOnlySpan<byte> attributes)
{
    // The two upper bits say "nested" and "network byte order".
    private const int TypeMask = 0x3fff;

    private ReadOnlySpan<byte> _rest = attributes;

    public int Type { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    public bool MoveNext()
    {
        if (_rest.Length < 4)
        {
            return false;
        }

        int length = MemoryMarshal.Read<ushort>(_rest);
        if (length < 4 || length > _rest.Length)
        {
            return false;
        }

        Type = MemoryMarshal.Read<ushort>(_rest[2..]) & TypeMask;
        Value = _rest[4..length];
        _rest = _rest[Math.Min(_rest.Length, NetlinkConstants.Align(length))..];
        return true;
    }

    public readonly uint? UInt32 => Value.Length >= 4 ? MemoryMarshal.Read<uint>(Value) : null;

    public readonly byte? Byte => Value.Length >= 1 ? Value[0] : null;

    /// <summary>An address of 4 or 16 octets; null for any other length and for the unspecified address.</summary>
    public readonly IPAddress? Address
    {
        get
        {
            if (Value.Length is not (4 or 16) || Value.IndexOfAnyExcept((byte)0) < 0)
            {
                return null;
            }

            return new IPAddress(Value);
        }
    }

    public readonly string Text => Encoding.UTF8.GetString(Value.TrimEnd((byte)0));
}
