namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>Values by number, equal ones once; for what is few and shared by many nodes.</summary>
internal sealed class ValueTable<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly List<T> _values = [];

    /// <summary>The first value has number 0.</summary>
    public ValueTable(T first) => NumberOf(first);

    public IReadOnlyList<T> Values => _values;

    public T this[int number] => _values[number];

    public int NumberOf(T value)
    {
        if (!_numbers.TryGetValue(value, out var number))
        {
            number = _values.Count;
            _numbers.Add(value, number);
            _values.Add(value);
        }

        return number;
    }
}
