namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>Orders the rows of one relation by their fields, and finds equal ones.</summary>
internal sealed class FactOrder : IComparer<Fact>, IEqualityComparer<Fact>
{
    public static FactOrder Instance { get; } = new();

    public int Compare(Fact? x, Fact? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        foreach (var (left, right) in x.Fields.Zip(y.Fields))
        {
            var order = string.CompareOrdinal(left.Key, right.Key);
            order = order != 0 ? order : string.CompareOrdinal(left.Value, right.Value);
            if (order != 0)
            {
                return order;
            }
        }

        return x.Fields.Count - y.Fields.Count;
    }

    public bool Equals(Fact? x, Fact? y) => Compare(x, y) == 0;

    public int GetHashCode(Fact obj)
    {
        var hash = default(HashCode);
        foreach (var (field, value) in obj.Fields)
        {
            hash.Add(field, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
