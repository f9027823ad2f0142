namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>Blocks of equal things, sizes being powers of two, cut out of large arrays and used again when freed.</summary>
internal sealed class BlockStore<T>
{
    private const int ChunkBits = BlockSizes.Largest;
    private const int ChunkSize = 1 << ChunkBits;
    private readonly List<T[]> _chunks = [];
    private readonly Stack<int>[] _free = [.. Enumerable.Range(0, BlockSizes.Largest + 1).Select(_ => new Stack<int>())];
    private int _end = ChunkSize;

    /// <summary>The block of 2^<paramref name="size"/>.</summary>
    public Span<T> this[int block, int size] => _chunks[block >> ChunkBits].AsSpan(block & (ChunkSize - 1), 1 << size);

    public long ByteSize => _chunks.Count * (long)ChunkSize * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    public int Allocate(int size)
    {
        if (_free[size].TryPop(out var block))
        {
            return block;
        }

        if (_end + (1 << size) > ChunkSize)
        {
            GiveBackTheRest();
            _chunks.Add(new T[ChunkSize]);
            _end = 0;
        }

        block = ((_chunks.Count - 1) << ChunkBits) + _end;
        _end += 1 << size;
        return block;
    }

    public void Free(int block, int size) => _free[size].Push(block);

    // What is left of a chunk that is too short for the block asked for serves smaller ones.
    private void GiveBackTheRest()
    {
        for (var size = BlockSizes.Largest - 1; size >= BlockSizes.Smallest; size--)
        {
            if (_chunks.Count > 0 && _end + (1 << size) <= ChunkSize)
            {
                Free(((_chunks.Count - 1) << ChunkBits) + _end, size);
                _end += 1 << size;
            }
        }
    }
}

/// <summary>Lengths of blocks, as powers of two.</summary>
internal static class BlockSizes
{
    public const int Smallest = 2;

    /// <summary>More samples a window cannot hold.</summary>
    public const int Largest = 16;
}
