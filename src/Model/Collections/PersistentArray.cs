namespace RouterAlertAssurance.Model.Collections;

/// <summary>
/// An immutable array in groups of chunks: a changed copy shares every chunk in which nothing changed and every group of such chunks, so a few
/// changes among a million items cost microseconds and a few kilobytes, and reading costs three array accesses, the first two of them in the cache.
/// </summary>
internal sealed class PersistentArray<T>
{
    private const int ChunkBits = 8;
    private const int ChunkSize = 1 << ChunkBits;
    private const int ChunkMask = ChunkSize - 1;

    // As many chunks as a word has bits, see the builder.
    private const int GroupBits = 6;
    private const int GroupMask = (1 << GroupBits) - 1;
    private const int GroupShift = ChunkBits + GroupBits;
    private const int ItemsOfGroup = 1 << GroupShift;

    // Stand for every chunk, and every group, that was never written.
    private static readonly T[] BlankChunk = new T[ChunkSize];
    private static readonly T[][] BlankGroup = [.. Enumerable.Repeat(BlankChunk, 1 << GroupBits)];

    private readonly T[][][] _groups;

    private PersistentArray(T[][][] groups, int length) => (_groups, Length) = (groups, length);

    public static PersistentArray<T> Empty { get; } = new([], 0);

    public int Length { get; }

    public ref readonly T this[int index] => ref _groups[index >> GroupShift][(index >> ChunkBits) & GroupMask][index & ChunkMask];

    public Builder ToBuilder() => new(this);

    /// <summary>The indexes of chunks that the two do not share, those beyond the end of the shorter one included.</summary>
    public static IEnumerable<int> Unshared(PersistentArray<T> left, PersistentArray<T> right)
    {
        var length = Math.Max(left.Length, right.Length);
        for (var start = 0; start < length; start += ItemsOfGroup)
        {
            if (!ReferenceEquals(left.GroupAt(start), right.GroupAt(start)))
            {
                foreach (var index in UnsharedOfGroup(left, right, start, Math.Min(start + ItemsOfGroup, length)))
                {
                    yield return index;
                }
            }
        }
    }

    private static IEnumerable<int> UnsharedOfGroup(PersistentArray<T> left, PersistentArray<T> right, int start, int end)
    {
        for (; start < end; start += ChunkSize)
        {
            if (!ReferenceEquals(left.ChunkAt(start), right.ChunkAt(start)))
            {
                for (var index = start; index < Math.Min(start + ChunkSize, end); index++)
                {
                    yield return index;
                }
            }
        }
    }

    private T[][]? GroupAt(int index) => index < Length ? _groups[index >> GroupShift] : null;

    private T[]? ChunkAt(int index) => index < Length ? GroupAt(index)![(index >> ChunkBits) & GroupMask] : null;

    /// <summary>A copy while it is changed; not to be used any more once it is immutable.</summary>
    public sealed class Builder(PersistentArray<T> source)
    {
        private T[][][] _groups = source._groups;

        // A word for each group, a bit for each of its chunks: those that were copied, and so may be written. A group with a bit is a copy itself.
        private ulong[] _owned = [];

        public int Length { get; private set; } = source.Length;

        public T this[int index]
        {
            get => _groups[index >> GroupShift][(index >> ChunkBits) & GroupMask][index & ChunkMask];
            set => Writable(index) = value;
        }

        /// <summary>The item for writing.</summary>
        public ref T Writable(int index)
        {
            var (group, chunk) = (index >> GroupShift, (index >> ChunkBits) & GroupMask);
            if (_owned.Length == 0 || ((_owned[group] >> chunk) & 1) == 0)
            {
                Own(group, chunk);
            }

            return ref _groups[group][chunk][index & ChunkMask];
        }

        /// <summary>Makes room up to a length; what is new has the default value.</summary>
        public void Extend(int length)
        {
            var needed = (length + ItemsOfGroup - 1) >> GroupShift;
            if (needed > _groups.Length)
            {
                OwnRoot(Math.Max(needed, _groups.Length + (_groups.Length >> 1)));
            }

            Length = Math.Max(Length, length);
        }

        // The groups are handed over, with the room to grow that is left.
        public PersistentArray<T> ToImmutable() => _owned.Length == 0 && Length == source.Length ? source : new(_groups, Length);

        private void Own(int group, int chunk)
        {
            if (_owned.Length == 0)
            {
                OwnRoot(_groups.Length);
            }

            if (_owned[group] == 0)
            {
                _groups[group] = [.. _groups[group]];
            }

            ref var items = ref _groups[group][chunk];
            items = ReferenceEquals(items, BlankChunk) ? new T[ChunkSize] : [.. items];
            _owned[group] |= 1UL << chunk;
        }

        private void OwnRoot(int count)
        {
            var groups = new T[count][][];
            _groups.CopyTo(groups, 0);
            groups.AsSpan(_groups.Length).Fill(BlankGroup);
            _groups = groups;
            Array.Resize(ref _owned, count);
        }
    }
}
