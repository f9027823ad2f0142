using System.Collections;
using System.Diagnostics.CodeAnalysis;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Collections;

/// <summary>What belongs to the identities of a table, as a dictionary in the order of the identities; null for those that have none.</summary>
internal sealed class SlotMap<T>(SlotTable table, SlotOrder order, int count, Func<int, T?> valueAt) : IReadOnlyDictionary<SubserviceId, T>
    where T : notnull
{
    public int Count => count;

    public IEnumerable<SubserviceId> Keys => this.Select(pair => pair.Key);

    public IEnumerable<T> Values => this.Select(pair => pair.Value);

    public T this[SubserviceId key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no {key}.");

    public bool ContainsKey(SubserviceId key) => TryGetValue(key, out _);

    public bool TryGetValue(SubserviceId key, [MaybeNullWhen(false)] out T value)
    {
        var slot = table.Find(key);
        value = slot < 0 ? default : valueAt(slot);
        return slot >= 0 && value is not null;
    }

    public IEnumerator<KeyValuePair<SubserviceId, T>> GetEnumerator()
    {
        foreach (var slot in order.Slots)
        {
            if (valueAt(slot) is { } value)
            {
                yield return KeyValuePair.Create(table.IdAt(slot), value);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
