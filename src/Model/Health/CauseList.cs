using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>Lists of causes: each once, the earliest first.</summary>
internal static class CauseList
{
    private static readonly Comparer<Cause> Order = Comparer<Cause>.Create(Compare);

    /// <summary>
    /// The union of lists that are in order each. Nodes above one another mostly have the same causes: where a list has them all, it is the result.
    /// </summary>
    public static ImmutableArray<Cause> Union(List<ImmutableArray<Cause>> lists)
    {
        lists.RemoveAll(list => list.IsEmpty);
        if (lists.Count < 2)
        {
            return lists.Count == 0 ? [] : lists[0];
        }

        var longest = lists.MaxBy(list => list.Length);
        if (lists.TrueForAll(list => list == longest || Contains(longest, list)))
        {
            return longest;
        }

        var all = lists.SelectMany(list => list).DistinctBy(cause => (cause.Subservice, cause.Symptom.Id, cause.Symptom.AgentId)).ToArray();
        Array.Sort(all, Order);
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }

    /// <summary>Causes from elsewhere, in order.</summary>
    public static ImmutableArray<Cause> Sort(ImmutableArray<Cause> causes) => causes.Sort(Order);

    private static bool Contains(ImmutableArray<Cause> all, ImmutableArray<Cause> some)
    {
        var at = 0;
        foreach (var cause in some)
        {
            while (at < all.Length && Compare(all[at], cause) < 0)
            {
                at++;
            }

            if (at == all.Length || Compare(all[at], cause) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Compare(Cause left, Cause right)
    {
        if (ReferenceEquals(left, right))
        {
            return 0;
        }

        var byStart = left.Symptom.Start.CompareTo(right.Symptom.Start);
        var byNode = byStart != 0 ? byStart : left.Subservice.CompareTo(right.Subservice);
        var byId = byNode != 0 ? byNode : string.CompareOrdinal(left.Symptom.Id, right.Symptom.Id);
        return byId != 0 ? byId : string.CompareOrdinal(left.Symptom.AgentId, right.Symptom.AgentId);
    }
}
