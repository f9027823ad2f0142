using System.Buffers;
using System.Runtime.CompilerServices;

namespace RouterAlertAssurance.Packets.Files;

/// <summary>
/// A window over a stream. Small enough to stay in the second-level cache while a file runs through it: a larger one, or a mapped file, measured slower.
/// </summary>
/// <param name="stream">What is read.</param>
/// <param name="most">Octets to ask the stream for at a time, at most.</param>
internal sealed class CaptureBuffer(Stream stream, int most = int.MaxValue) : IDisposable
{
    private const int Window = 256 * 1024;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Window);
    private int _start;
    private int _end;
    private long _read;

    /// <summary>Octets that were read and not taken yet.</summary>
    public int Available => _end - _start;

    /// <summary>Whether the stream ended because what is compressed in it cannot be unpacked from here on, or ends too early.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Whether all was taken that there was, and nothing is missing.</summary>
    public bool IsOver => Available == 0 && !IsDamaged;

    /// <summary>How far into the file the next octet is.</summary>
    public long Offset => _read - Available;

    /// <summary>The next octets; only as many as were asked for with success.</summary>
    public ReadOnlySpan<byte> Next(int count) => _bytes.AsSpan(_start, count);

    public void Take(int count) => _start += count;

    /// <summary>Whether there are so many more octets; they are there to be looked at then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int count) => _end - _start >= count || Fill(count);

    /// <summary>Passes over octets, however many. False when the stream ends before.</summary>
    public bool Skip(long count)
    {
        while (count > Available)
        {
            count -= Available;
            _start = _end;
            if (!Fill(1))
            {
                return false;
            }
        }

        Take((int)count);
        return true;
    }

    /// <summary>Gives the window back. What was looked at in it is not valid any more.</summary>
    public void Dispose()
    {
        var bytes = _bytes;
        (_bytes, _start, _end) = ([], 0, 0);
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Fill(int count)
    {
        var (bytes, available) = (_bytes, Available);
        ObjectDisposedException.ThrowIf(bytes.Length == 0, this);
        _bytes = count > bytes.Length ? ArrayPool<byte>.Shared.Rent(count) : bytes;
        bytes.AsSpan(_start, available).CopyTo(_bytes);
        (_start, _end) = (0, available);
        if (_bytes != bytes)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        while (_end < count)
        {
            var read = Read();
            if (read == 0)
            {
                return false;
            }

            _end += read;
            _read += read;
        }

        return true;
    }

    private int Read()
    {
        try
        {
            return IsDamaged ? 0 : stream.Read(_bytes, _end, Math.Min(most, _bytes.Length - _end));
        }
        catch (InvalidDataException)
        {
            IsDamaged = true;
            return 0;
        }
    }
}
