using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace RouterAlertAssurance.Model.Subservices;

/// <summary>Names of parameters, each once: what all nodes of one type have in common of their <see cref="ParameterDictionary"/>.</summary>
public sealed class ParameterNames
{
    private readonly string[] _names;
    private readonly int[] _sorted;

    /// <param name="names">The names in the order in which values are given.</param>
    /// <exception cref="ArgumentException">A name is there twice.</exception>
    public ParameterNames(IEnumerable<string> names)
    {
        _names = [.. names];
        _sorted = [.. Enumerable.Range(0, _names.Length)];
        Array.Sort([.. _names], _sorted, StringComparer.Ordinal);
        for (var at = 1; at < _sorted.Length; at++)
        {
            if (_names[_sorted[at]] == _names[_sorted[at - 1]])
            {
                throw new ArgumentException($"the parameter '{_names[_sorted[at]]}' is there twice", nameof(names));
            }
        }
    }

    internal int Count => _names.Length;

    internal string this[int place] => _names[place];

    /// <summary>The place of a value whose name comes so and so far in ordinal order.</summary>
    internal int PlaceOf(int rank) => _sorted[rank];

    // A node has a handful of parameters: looking at each name is faster than a hash.
    internal int PlaceOf(string name)
    {
        for (var place = 0; place < _names.Length; place++)
        {
            if (string.Equals(_names[place], name, StringComparison.Ordinal))
            {
                return place;
            }
        }

        return -1;
    }
}

/// <summary>
/// Parameter values by name, ordered by name. Immutable; one object over an array that others may share, since a network has a million of them.
/// </summary>
public sealed class ParameterDictionary : IReadOnlyDictionary<string, string>, IEquatable<ParameterDictionary>
{
    private readonly ParameterNames _names;
    private readonly string[] _values;

    /// <param name="names">The names.</param>
    /// <param name="values">A value for each of them, in their order. It is kept, not copied: nobody may change it.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than names.</exception>
    public ParameterDictionary(ParameterNames names, string[] values)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        if (names.Count != values.Length)
        {
            throw new ArgumentException($"{names.Count} names have {values.Length} values", nameof(values));
        }

        (_names, _values) = (names, values);
    }

    public static ParameterDictionary Empty { get; } = new(new([]), []);

    public int Count => _values.Length;

    /// <summary>Ordered.</summary>
    public IEnumerable<string> Keys => this.Select(pair => pair.Key);

    /// <summary>In the order of the names.</summary>
    public IEnumerable<string> Values => this.Select(pair => pair.Value);

    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"there is no parameter '{key}'");

    /// <summary>A map of its own names.</summary>
    /// <exception cref="ArgumentException">A name is there twice.</exception>
    public static ParameterDictionary Of(IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        KeyValuePair<string, string>[] pairs = [.. values];
        return pairs.Length == 0 ? Empty : new(new(pairs.Select(pair => pair.Key)), [.. pairs.Select(pair => pair.Value)]);
    }

    /// <summary>The same with other values; of a name that is there, the new one counts.</summary>
    public ParameterDictionary With(IEnumerable<KeyValuePair<string, string>> values)
    {
        var all = new Dictionary<string, string>(this, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            all[name] = value;
        }

        return Of(all);
    }

    public bool ContainsKey(string key) => _names.PlaceOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var place = _names.PlaceOf(key);
        value = place < 0 ? null : _values[place];
        return place >= 0;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var rank = 0; rank < _values.Length; rank++)
        {
            var place = _names.PlaceOf(rank);
            yield return KeyValuePair.Create(_names[place], _values[place]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both have the same names with the same values.</summary>
    public bool Equals([NotNullWhen(true)] ParameterDictionary? other)
    {
        if (other is null || other.Count != Count)
        {
            return false;
        }

        if (ReferenceEquals(_names, other._names))
        {
            return ReferenceEquals(_values, other._values) || _values.AsSpan().SequenceEqual(other._values);
        }

        for (var place = 0; place < _values.Length; place++)
        {
            if (!other.TryGetValue(_names[place], out var value) || !string.Equals(value, _values[place], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as ParameterDictionary);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (name, value) in this)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
