using System.Runtime.CompilerServices;

namespace RouterAlertAssurance.Packets.Files;

/// <summary>
/// A window over a stream. Small enough to stay in the second-level cache while a file runs through it: a larger one, or a mapped file, measured slower.
/// </summary>
/// <param name="stream">What is read.</param>
/// <param name="most">Octets to ask the stream for at a time, at most.</param>
internal sealed class CaptureBuffer(Stream stream, int most = int.MaxValue)
{
    private const int Window = 256 * 1024;
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(Window);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Fill(int count)
    {
        if (count > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count));
        }

        _bytes.AsSpan(_start, Available).CopyTo(_bytes);
        (_start, _end) = (0, Available);
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
