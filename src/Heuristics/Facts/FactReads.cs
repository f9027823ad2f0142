using System.Collections.Immutable;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>What of the facts one node was made from. Nodes that looked at the same have the same object, within one planning run.</summary>
public sealed class FactReads
{
    private readonly ImmutableArray<FactKey> _keys;

    internal FactReads(ImmutableArray<FactKey> keys) => _keys = keys;

    /// <summary>Ordered, each once.</summary>
    public ReadOnlySpan<FactKey> Keys => _keys.AsSpan();

    /// <summary>The last answer: the same is asked for each service that needs the node, or one that looked at the same.</summary>
    internal Answer? Asked { get; set; }

    internal sealed record Answer(FactChanges By, bool IsConcerned);

    /// <summary>By what was looked at.</summary>
    internal sealed class Comparer : IEqualityComparer<FactReads>, IAlternateEqualityComparer<ReadOnlySpan<FactKey>, FactReads>
    {
        public static Comparer Instance { get; } = new();

        public bool Equals(FactReads? x, FactReads? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Equals(x.Keys, y));

        public bool Equals(ReadOnlySpan<FactKey> alternate, FactReads other) => alternate.SequenceEqual(other.Keys);

        public int GetHashCode(FactReads obj) => GetHashCode(obj.Keys);

        public int GetHashCode(ReadOnlySpan<FactKey> alternate)
        {
            var hash = default(HashCode);
            foreach (var key in alternate)
            {
                hash.Add(key);
            }

            return hash.ToHashCode();
        }

        public FactReads Create(ReadOnlySpan<FactKey> alternate) => new([.. alternate]);
    }
}
