using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Files;

/// <summary>The block format, pcapng: sections with interfaces and packets of these.</summary>
public sealed partial class CaptureReader
{
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint ByteOrderMagic = 0x1A2B3C4D;
    private const int BlockFrame = 12;
    private const int MaximumInterfaces = 1 << 16;
    private readonly List<CaptureInterface> _interfaces = [];
    private bool _isPcapng;

    private bool TryReadPcapng(out CapturedPacket packet)
    {
        packet = default;
        while (_buffer.Has(BlockFrame))
        {
            var type = U32(_buffer.Next(BlockFrame));
            if (type == SectionHeader && !BeginSection())
            {
                return false;
            }

            var length = U32(_buffer.Next(BlockFrame)[4..]);
            if (length < BlockFrame || length % 4 != 0)
            {
                return Stop($"a block cannot be {length} octets long");
            }

            if (!IsOfInterest(type))
            {
                if (!_buffer.Skip(length))
                {
                    return Stop("the file ends within a block");
                }

                continue;
            }

            if (length > MaximumFrame || !_buffer.Has((int)length))
            {
                return Stop(length > MaximumFrame ? $"a block of {length} octets is longer than a frame can be" : "the file ends within a block");
            }

            var body = _buffer.Next((int)length)[8..^4];
            var offset = _buffer.Offset + 8;
            _buffer.Take((int)length);
            if (Read(type, body, offset, out packet))
            {
                return true;
            }

            if (Problem is not null)
            {
                return false;
            }
        }

        return !_buffer.IsOver && Stop("the file ends within the header of a block");
    }

    private static bool IsOfInterest(uint type) => type is 1 or 2 or 3 or 6;

    // A section says of itself which byte order it has, and numbers its interfaces anew.
    private bool BeginSection()
    {
        var magic = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.Next(BlockFrame)[8..]);
        if (magic != ByteOrderMagic && BinaryPrimitives.ReverseEndianness(magic) != ByteOrderMagic)
        {
            return Stop("a section without a byte order");
        }

        _isBigEndian = magic != ByteOrderMagic;
        _interfaces.Clear();
        return true;
    }

    private bool Read(uint type, ReadOnlySpan<byte> body, long offset, out CapturedPacket packet)
    {
        packet = default;
        switch (type)
        {
            case 1:
                AddInterface(body);
                return false;
            case 2 when body.Length >= 20:
                return Packet(body, 20, U16(body), Time(body[4..]), U32(body[12..]), U32(body[16..]), offset, out packet);
            case 3 when body.Length >= 4 && _interfaces.Count > 0:
                var limit = _interfaces[0].SnapLength is > 0 and var snap ? (uint)snap : uint.MaxValue;
                return Packet(body, 4, 0, null, Math.Min(U32(body), limit), U32(body), offset, out packet);
            case 6 when body.Length >= 20:
                return Packet(body, 20, U32(body), Time(body[4..]), U32(body[12..]), U32(body[16..]), offset, out packet);
            default:
                Problem = $"a packet block of {body.Length} octets, or one before its interface, at octet {offset}";
                return false;
        }
    }

    private ulong Time(ReadOnlySpan<byte> words) => ((ulong)U32(words) << 32) | U32(words[4..]);

    private bool Packet(
        ReadOnlySpan<byte> body, int header, uint number, ulong? time, uint captured, uint original, long offset, out CapturedPacket packet)
    {
        packet = default;
        if (number >= _interfaces.Count || captured > body.Length - header)
        {
            Problem = number >= _interfaces.Count
                ? $"a packet of interface {number}, which is not there, at octet {offset}"
                : $"a packet of {captured} octets in a block of {body.Length} at octet {offset}";
            return false;
        }

        var from = _interfaces[(int)number];
        packet = new CapturedPacket(body.Slice(header, (int)captured), (int)Math.Min(original, int.MaxValue), from.Link, offset + header, time is { } known ? from.Nanoseconds(known) : 0);
        return true;
    }

    private void AddInterface(ReadOnlySpan<byte> body)
    {
        if (body.Length < 8 || _interfaces.Count == MaximumInterfaces)
        {
            Problem = "an interface that is cut off, or one too many";
            return;
        }

        var (units, seconds) = (1_000_000UL, 0L);
        var options = body[8..];
        while (options.Length >= 4 && U16(options) != 0)
        {
            var length = U16(options[2..]);
            if (length > options.Length - 4)
            {
                // An option that is longer than its block says nothing that can be trusted; the packets can still be read.
                break;
            }

            var value = options.Slice(4, length);
            if (U16(options) == 9 && length == 1)
            {
                units = CaptureInterface.Resolution(value[0]);
            }
            else if (U16(options) == 14 && length == 8)
            {
                seconds = _isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(value) : BinaryPrimitives.ReadInt64LittleEndian(value);
            }

            options = options[Math.Min(options.Length, 4 + ((length + 3) & ~3))..];
        }

        _interfaces.Add(new(Known(U16(body)), (int)Math.Min(U32(body[4..]), int.MaxValue), units, seconds));
    }
}
