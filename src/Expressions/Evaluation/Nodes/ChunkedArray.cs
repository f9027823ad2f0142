using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>
/// An array that grows without moving what is in it: a small one doubles, a large one gets further pieces. Copying arrays of a hundred megabytes, and
/// collecting the old ones, took a third of the time in which a million subservices were added.
/// </summary>
public sealed class ChunkedArray<T>
{
    private const int Smallest = 64;
    private const int Shift = 14;
    private const int ChunkLength = 1 << Shift;
    private const int Mask = ChunkLength - 1;
    private T[][] _chunks = [new T[Smallest]];
    private int _count = 1;

    /// <summary>Items there is room for.</summary>
    public int Length { get; private set; } = Smallest;

    /// <summary>An item; a reference to it is good until the array grows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is below 0 or not below <see cref="Length"/>.</exception>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // One comparison for both steps: below Length there is a chunk, and the item in it.
            if ((uint)index >= (uint)Length)
            {
                ThrowOutOfRange(index);
            }

            ref var chunk = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_chunks), index >> Shift);
            return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(chunk), index & Mask);
        }
    }

    /// <summary>Makes room for so many items at least.</summary>
    public void Extend(int length)
    {
        while (Length < length)
        {
            if (Length < ChunkLength)
            {
                Array.Resize(ref _chunks[0], Length * 2);
                Length *= 2;
            }
            else
            {
                AddChunk();
            }
        }
    }

    private void AddChunk()
    {
        if (_count == _chunks.Length)
        {
            Array.Resize(ref _chunks, _count * 2);
        }

        _chunks[_count++] = new T[ChunkLength];
        Length += ChunkLength;
    }

    private static void ThrowOutOfRange(int index) => throw new ArgumentOutOfRangeException(nameof(index), index, "There is no such item.");
}
