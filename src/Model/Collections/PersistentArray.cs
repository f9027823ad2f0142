namespace RouterAlertAssurance.Model.Collections;

/// <summary>
/// An immutable array in chunks: a changed copy shares every chunk in which nothing changed, so a few changes among a million items cost
/// microseconds, and reading costs two array accesses.
/// </summary>
internal sealed class PersistentArray<T>
{
    private const int Bits = 8;
    private const int ChunkSize = 1 << Bits;
    private const int Mask = ChunkSize - 1;

    // Stands for every chunk that was never written.
    private static readonly T[] Blank = new T[ChunkSize];

    private readonly T[][] _chunks;

    private PersistentArray(T[][] chunks, int length) => (_chunks, Length) = (chunks, length);

    public static PersistentArray<T> Empty { get; } = new([], 0);

    public int Length { get; }

    public ref readonly T this[int index] => ref _chunks[index >> Bits][index & Mask];

    public Builder ToBuilder() => new(this);

    /// <summary>The indexes of chunks that the two do not share, those beyond the end of the shorter one included.</summary>
    public static IEnumerable<int> Unshared(PersistentArray<T> left, PersistentArray<T> right)
    {
        var length = Math.Max(left.Length, right.Length);
        for (var start = 0; start < length; start += ChunkSize)
        {
            if (!ReferenceEquals(left.ChunkAt(start), right.ChunkAt(start)))
            {
                for (var index = start; index < Math.Min(start + ChunkSize, length); index++)
                {
                    yield return index;
                }
            }
        }
    }

    private T[]? ChunkAt(int index) => index >> Bits < _chunks.Length ? _chunks[index >> Bits] : null;

    /// <summary>A copy while it is changed; not to be used any more once it is immutable.</summary>
    public sealed class Builder(PersistentArray<T> source)
    {
        private T[][] _chunks = source._chunks;
        private bool[] _owned = [];

        public int Length { get; private set; } = source.Length;

        public T this[int index]
        {
            get => _chunks[index >> Bits][index & Mask];
            set => Writable(index) = value;
        }

        /// <summary>The item for writing.</summary>
        public ref T Writable(int index)
        {
            var at = index >> Bits;
            if (at >= _owned.Length || !_owned[at])
            {
                Own(at);
            }

            return ref _chunks[at][index & Mask];
        }

        /// <summary>Makes room up to a length; what is new has the default value.</summary>
        public void Extend(int length)
        {
            var needed = (length + Mask) >> Bits;
            if (needed > _chunks.Length)
            {
                OwnRoot(Math.Max(needed, _chunks.Length + (_chunks.Length >> 1)));
            }

            Length = Math.Max(Length, length);
        }

        public PersistentArray<T> ToImmutable() =>
            _owned.Length == 0 && Length == source.Length ? source : new(_chunks.AsSpan(0, (Length + Mask) >> Bits).ToArray(), Length);

        private void Own(int at)
        {
            if (_owned.Length < _chunks.Length)
            {
                OwnRoot(_chunks.Length);
            }

            _chunks[at] = ReferenceEquals(_chunks[at], Blank) ? new T[ChunkSize] : [.. _chunks[at]];
            _owned[at] = true;
        }

        private void OwnRoot(int count)
        {
            var chunks = new T[count][];
            _chunks.CopyTo(chunks, 0);
            chunks.AsSpan(_chunks.Length).Fill(Blank);
            _chunks = chunks;
            Array.Resize(ref _owned, count);
        }
    }
}
