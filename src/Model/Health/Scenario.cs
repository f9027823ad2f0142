using System.Collections.Immutable;

namespace RouterAlertAssurance.Model.Health;

/// <summary>The nodes that several members of a weighted group depend on, and whether they are taken out or everything else is.</summary>
internal sealed class Mask(HashSet<int> shared, bool keepsShared)
{
    public bool KeepsShared => keepsShared;

    public bool Contains(int slot) => shared.Contains(slot);
}

/// <summary>A supposition under which values are computed again: some nodes are healthy that are not. Masks of nested groups add up.</summary>
internal sealed class Scenario
{
    private readonly ImmutableArray<Mask> _masks;

    private Scenario(ImmutableArray<Mask> masks)
    {
        _masks = masks;
        IsCleaned = masks.Any(mask => mask.KeepsShared);
    }

    /// <summary>Everything as it is.</summary>
    public static Scenario Actual { get; } = new([]);

    public bool IsActual => _masks.IsEmpty;

    /// <summary>Whether own symptoms of the nodes met now do not count.</summary>
    public bool IsCleaned { get; }

    /// <summary>Values computed under this very scenario.</summary>
    public Dictionary<int, PassedUpRange> Values { get; } = [];

    private Dictionary<Mask, Scenario> Inside { get; } = [];

    public Scenario With(Mask mask) => new(_masks.Add(mask));

    /// <summary>Whether the node is taken as healthy.</summary>
    public bool TakesOut(int slot) => _masks.Any(mask => !mask.KeepsShared && mask.Contains(slot));

    /// <summary>What holds for the node and below: from a kept node on everything is as it is.</summary>
    public Scenario At(int slot)
    {
        var mask = _masks.FirstOrDefault(mask => mask.KeepsShared && mask.Contains(slot));
        if (mask is null)
        {
            return this;
        }

        if (!Inside.TryGetValue(mask, out var inside))
        {
            inside = _masks.Length == 1 ? Actual : new(_masks.Remove(mask));
            Inside.Add(mask, inside);
        }

        return inside.At(slot);
    }
}
