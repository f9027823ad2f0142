using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace RouterAlertAssurance.Packets.Files;

/// <summary>
/// Reads capture files, packet after packet: pcap of either byte order with micro- or nanoseconds, pcapng, and both compressed with gzip. Nothing is
/// allocated for a packet. A file that ends in the midst of a record, or goes on with something else, gives what stands before;
/// <see cref="Problem"/> says what is wrong then.
/// </summary>
public sealed partial class CaptureReader : IDisposable
{
    /// <summary>A frame is never longer: the limit of libpcap, with room for offloaded segments.</summary>
    public const int MaximumFrame = 16 * 1024 * 1024;

    private const int FileHeader = 24;
    private const int RecordHeader = 16;
    // What is unpacked at a time is lost where the compression turns out to be damaged: not more than a few packets.
    private const int Unpacked = 1024;
    private readonly Stream _stream;
    private readonly CaptureBuffer _buffer;
    private bool _isBigEndian;
    private bool _isNanoseconds;
    private LinkType _link;

    private CaptureReader(Stream stream) => (_stream, _buffer) = (stream, new CaptureBuffer(stream, stream is GZipStream ? Unpacked : int.MaxValue));

    /// <summary>What stopped the reading before the end of the file, with the place; null while nothing did.</summary>
    public string? Problem { get; private set; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="InvalidDataException">It is no capture file.</exception>
    public static CaptureReader Open(string path) => Open(new FileStream(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite,
        BufferSize = 0,
        Options = FileOptions.SequentialScan,
    }));

    /// <summary>Reads a stream, which is disposed with the reader.</summary>
    /// <exception cref="InvalidDataException">It is no capture file.</exception>
    public static CaptureReader Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var reader = new CaptureReader(Expanded(stream));
        try
        {
            reader.ReadFileHeader();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Closes what is read. Packets that were read last are not valid any more.</summary>
    public void Dispose()
    {
        _buffer.Dispose();
        _stream.Dispose();
    }

    /// <summary>The next packet; false at the end of the file, or when <see cref="Problem"/> says why there is no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(out CapturedPacket packet) => _isPcapng ? TryReadPcapng(out packet) : TryReadPcap(out packet);

    private static Stream Expanded(Stream stream)
    {
        var magic = new byte[2];
        var whole = new PeekedStream(magic.AsMemory(0, stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false)), stream);
        return magic is [0x1F, 0x8B] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    private void ReadFileHeader()
    {
        if (!_buffer.Has(sizeof(uint)))
        {
            throw new InvalidDataException(_buffer.IsDamaged ? "the file is damaged: its compression cannot be undone" : "the file is too short to be a capture");
        }

        var magic = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.Next(sizeof(uint)));
        switch (magic)
        {
            case SectionHeader:
                _isPcapng = true;
                return;
            case 0xA1B2C3D4 or 0xA1B23C4D:
                break;
            case 0xD4C3B2A1 or 0x4D3CB2A1:
                _isBigEndian = true;
                break;
            default:
                throw new InvalidDataException($"the file is no capture: it begins with {Convert.ToHexString(_buffer.Next(sizeof(uint)))}; pcap, pcapng and both compressed with gzip can be read");
        }

        if (!_buffer.Has(FileHeader))
        {
            throw new InvalidDataException($"the file is too short to be a capture: {_buffer.Available} octets");
        }

        _isNanoseconds = magic is 0xA1B23C4D or 0x4D3CB2A1;
        // The upper half of the link type tells of frame check sequences.
        _link = Known(U32(_buffer.Next(FileHeader)[20..]) & 0xFFFF);
        _buffer.Take(FileHeader);
    }

    private static LinkType Known(uint link) => link is 12 or 14 ? LinkType.Raw : (LinkType)link;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadPcap(out CapturedPacket packet)
    {
        packet = default;
        if (!_buffer.Has(RecordHeader))
        {
            return !_buffer.IsOver && Stop("the file ends within the header of the record");
        }

        var header = _buffer.Next(RecordHeader);
        var (captured, original) = (U32(header[8..]), U32(header[12..]));
        if (captured > MaximumFrame)
        {
            return Stop($"a record of {captured} octets is longer than a frame can be");
        }

        if (!_buffer.Has(RecordHeader + (int)captured))
        {
            return Stop($"the file ends within a record of {captured} octets");
        }

        header = _buffer.Next(RecordHeader);
        var time = ((long)U32(header) * 1_000_000_000) + (U32(header[4..]) * (_isNanoseconds ? 1L : 1000L));
        packet = new CapturedPacket(_buffer.Next(RecordHeader + (int)captured)[RecordHeader..], (int)Math.Min(original, int.MaxValue), _link, _buffer.Offset + RecordHeader, time);
        _buffer.Take(RecordHeader + (int)captured);
        return true;
    }

    private bool Stop(string problem)
    {
        Problem = _buffer.IsDamaged
            ? $"the compression is damaged or ends too early, behind octet {_buffer.Offset} of what is unpacked"
            : $"{problem} at octet {_buffer.Offset}";
        _buffer.Skip(_buffer.Available);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint U32(ReadOnlySpan<byte> bytes) => _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private ushort U16(ReadOnlySpan<byte> bytes) => _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
