using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>Walks the messages of one netlink datagram. Lengths that do not fit end the walk; nothing is read outside the datagram.</summary>
internal ref struct NetlinkMessageReader(ReadOnlySpan<byte> datagram)
{
    private ReadOnlySpan<byte> _rest = datagram;

    public ushort Type { get; private set; }

    public ushort Flags { get; private set; }

    public uint Sequence { get; private set; }

    public ReadOnlySpan<byte> Payload { get; private set; }

    public bool MoveNext()
    {
        if (_rest.Length < NetlinkConstants.HeaderLength)
        {
            return false;
        }

        var length = MemoryMarshal.Read<uint>(_rest);
        if (length < NetlinkConstants.HeaderLength || length > _rest.Length)
        {
            return false;
        }

        Type = MemoryMarshal.Read<ushort>(_rest[4..]);
        Flags = MemoryMarshal.Read<ushort>(_rest[6..]);
        Sequence = MemoryMarshal.Read<uint>(_rest[8..]);
        Payload = _rest[NetlinkConstants.HeaderLength..(int)length];
        _rest = _rest[Math.Min(_rest.Length, NetlinkConstants.Align((int)length))..];
        return true;
    }
}
