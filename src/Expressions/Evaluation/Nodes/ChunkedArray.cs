namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>
/// An array that grows without moving what is in it: a small one doubles, a large one gets further pieces, so that a network of a million subservices
/// leaves no old arrays of a hundred megabytes behind. Each access costs a step more than to an array: nodes of the graph lie in plain ones.
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
    public ref T this[int index] => ref _chunks[index >> Shift][index & Mask];

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
            // What is beyond the end is out of range, not a null reference.
            Array.Fill(_chunks, [], _count, _count);
        }

        _chunks[_count++] = new T[ChunkLength];
        Length += ChunkLength;
    }
}
