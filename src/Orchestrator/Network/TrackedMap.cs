using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace RouterAlertAssurance.Orchestrator.Network;

/// <summary>
/// A sorted immutable map that remembers its last changes: what differs from a version shortly before is told without looking at everything.
/// </summary>
internal sealed class TrackedMap<TKey, TValue> : IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private const int Remembered = 64;

    private readonly ImmutableSortedDictionary<TKey, TValue> _items;
    private readonly object _version = new();

    // The latest last; each with the version it was made from.
    private readonly ImmutableArray<(object? Version, TKey Key)> _steps;

    private TrackedMap(ImmutableSortedDictionary<TKey, TValue> items, ImmutableArray<(object? Version, TKey Key)> steps) => (_items, _steps) = (items, steps);

    public static TrackedMap<TKey, TValue> Empty { get; } = new(ImmutableSortedDictionary<TKey, TValue>.Empty, []);

    public int Count => _items.Count;

    public IEnumerable<TKey> Keys => _items.Keys;

    public IEnumerable<TValue> Values => _items.Values;

    public TValue this[TKey key] => _items[key];

    public static TrackedMap<TKey, TValue> From(IEnumerable<KeyValuePair<TKey, TValue>> items) => new(ImmutableSortedDictionary.CreateRange(items), []);

    public bool ContainsKey(TKey key) => _items.ContainsKey(key);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _items.TryGetValue(key, out value);

    public TrackedMap<TKey, TValue> SetItem(TKey key, TValue value) => Next(_items.SetItem(key, value), [key]);

    public TrackedMap<TKey, TValue> SetItems(IReadOnlyCollection<KeyValuePair<TKey, TValue>> items) => Next(_items.SetItems(items), [.. items.Select(item => item.Key)]);

    public TrackedMap<TKey, TValue> Remove(TKey key) => Next(_items.Remove(key), [key]);

    /// <summary>The keys of what may differ from an earlier version, each once; all others have the same values in both.</summary>
    public IEnumerable<TKey> Since(TrackedMap<TKey, TValue> before)
    {
        if (ReferenceEquals(before, this))
        {
            return [];
        }

        for (var at = _steps.Length - 1; at >= 0; at--)
        {
            if (ReferenceEquals(_steps[at].Version, before._version))
            {
                return _steps[at..].Select(step => step.Key).Distinct();
            }
        }

        return _items.Where(item => !(before._items.TryGetValue(item.Key, out var old) && ReferenceEquals(old, item.Value))).Select(item => item.Key)
            .Concat(before._items.Keys.Where(key => !_items.ContainsKey(key)));
    }

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private TrackedMap<TKey, TValue> Next(ImmutableSortedDictionary<TKey, TValue> items, ReadOnlySpan<TKey> keys)
    {
        if (ReferenceEquals(items, _items))
        {
            return this;
        }

        if (keys.Length > Remembered)
        {
            return new(items, []);
        }

        // Between the keys of one change there is no version to come from.
        var steps = _steps.ToBuilder();
        for (var at = 0; at < keys.Length; at++)
        {
            steps.Add((at == 0 ? _version : null, keys[at]));
        }

        return new(items, [.. steps.Skip(steps.Count - Remembered)]);
    }
}
