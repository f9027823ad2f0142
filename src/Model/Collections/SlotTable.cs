using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Collections;

/// <summary>
/// Gives identities small numbers ("slots"), so that what belongs to them lies in arrays. Immutable; versions share what did not change. A slot
/// stays with its identity as long as that is in the table, and is given to another one afterwards.
/// </summary>
internal sealed class SlotTable
{
    private readonly PersistentArray<Entry> _entries;
    private readonly PersistentArray<int> _buckets;
    private readonly int _free;

    private SlotTable(PersistentArray<Entry> entries, PersistentArray<int> buckets, int free, int count) =>
        (_entries, _buckets, _free, Count) = (entries, buckets, free, count);

    public static SlotTable Empty { get; } = new(PersistentArray<Entry>.Empty, PersistentArray<int>.Empty, -1, 0);

    /// <summary>How many identities are in the table.</summary>
    public int Count { get; }

    /// <summary>One more than the greatest slot that is or was in use.</summary>
    public int Length => _entries.Length;

    /// <summary>The slot of an identity; -1 when it has none.</summary>
    public int Find(SubserviceId id)
    {
        if (_buckets.Length == 0)
        {
            return -1;
        }

        var hash = id.GetHashCode();
        var slot = _buckets[hash & (_buckets.Length - 1)] - 1;
        while (slot >= 0)
        {
            ref readonly var entry = ref _entries[slot];
            if (entry.Hash == hash && entry.Id == id)
            {
                return slot;
            }

            slot = entry.Next;
        }

        return -1;
    }

    public bool IsUsed(int slot) => slot < Length && _entries[slot].Id.Type is not null;

    public SubserviceId IdAt(int slot) => _entries[slot].Id;

    public Builder ToBuilder() => new(this);

    private struct Entry
    {
        public SubserviceId Id;
        public int Hash;

        // The next one in the same bucket, or the next free one.
        public int Next;
    }

    /// <summary>A copy while it is changed; not to be used any more once it is immutable.</summary>
    public sealed class Builder
    {
        private readonly SlotTable _source;
        private readonly PersistentArray<Entry>.Builder _entries;
        private PersistentArray<int>.Builder _buckets;
        private int _free;
        private int _count;

        public Builder(SlotTable source)
        {
            _source = source;
            (_entries, _buckets) = (source._entries.ToBuilder(), source._buckets.ToBuilder());
            (_free, _count) = (source._free, source.Count);
        }

        public int Length => _entries.Length;

        /// <summary>The slot of an identity; -1 when it has none.</summary>
        public int Find(SubserviceId id) => _count == 0 ? -1 : Find(id, id.GetHashCode());

        public SubserviceId IdAt(int slot) => _entries[slot].Id;

        /// <summary>The slot of an identity, a new one where it has none.</summary>
        public int Add(SubserviceId id, out bool isNew)
        {
            var hash = id.GetHashCode();
            var slot = _count == 0 ? -1 : Find(id, hash);
            isNew = slot < 0;
            if (!isNew)
            {
                return slot;
            }

            if (_count >= _buckets.Length)
            {
                Grow();
            }

            slot = NextFree();
            _entries.Writable(slot) = new() { Id = id, Hash = hash };
            Link(slot, hash);
            _count++;
            return slot;
        }

        public void Remove(int slot)
        {
            Unlink(slot);
            _entries.Writable(slot) = new() { Next = _free };
            _free = slot;
            _count--;
        }

        public SlotTable ToImmutable()
        {
            var (entries, buckets) = (_entries.ToImmutable(), _buckets.ToImmutable());
            return ReferenceEquals(entries, _source._entries) ? _source : new(entries, buckets, _free, _count);
        }

        private int Find(SubserviceId id, int hash)
        {
            var slot = _buckets[Bucket(hash)] - 1;
            while (slot >= 0)
            {
                var entry = _entries[slot];
                if (entry.Hash == hash && entry.Id == id)
                {
                    return slot;
                }

                slot = entry.Next;
            }

            return -1;
        }

        private int Bucket(int hash) => hash & (_buckets.Length - 1);

        private int NextFree()
        {
            if (_free < 0)
            {
                _entries.Extend(_entries.Length + 1);
                return _entries.Length - 1;
            }

            var slot = _free;
            _free = _entries[slot].Next;
            return slot;
        }

        private void Link(int slot, int hash)
        {
            ref var head = ref _buckets.Writable(Bucket(hash));
            _entries.Writable(slot).Next = head - 1;
            head = slot + 1;
        }

        private void Unlink(int slot)
        {
            var (bucket, next) = (Bucket(_entries[slot].Hash), _entries[slot].Next);
            var at = _buckets[bucket] - 1;
            if (at == slot)
            {
                _buckets[bucket] = next + 1;
                return;
            }

            while (_entries[at].Next != slot)
            {
                at = _entries[at].Next;
            }

            _entries.Writable(at).Next = next;
        }

        private void Grow()
        {
            var size = Math.Max(16, _buckets.Length * 2);
            _buckets = PersistentArray<int>.Empty.ToBuilder();
            _buckets.Extend(size);
            for (var slot = 0; slot < _entries.Length; slot++)
            {
                if (_entries[slot].Id.Type is not null)
                {
                    Link(slot, _entries[slot].Hash);
                }
            }
        }
    }
}
