using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>One member of a group of impacting dependencies.</summary>
/// <param name="Target">The dependency.</param>
/// <param name="Value">What it passes up, after the transform of the edge.</param>
/// <param name="Private">The same with everything healthy that several members of a weighted group depend on.</param>
/// <param name="Shared">The same with everything else healthy.</param>
internal readonly record struct Member(SubserviceId Target, PassedUpRange Value, PassedUpRange Private, PassedUpRange Shared)
{
    public static Member Plain(SubserviceId target, PassedUpRange value) => new(target, value, value, PassedUpRange.Healthy);
}

/// <summary>The value of a group of impacting dependencies; monotone in every member, so both ends of the range combine on their own.</summary>
internal sealed class GroupValue(DependencyGroup definition, ImmutableArray<Member> members)
{
    public ImmutableArray<Member> Members => members;

    public PassedUpRange Value { get; } = Combine(definition, members);

    /// <summary>The value if one member were healthy.</summary>
    public PassedUpRange WithHealthy(int index) =>
        Combine(definition, members.SetItem(index, Healthy(members[index])));

    /// <summary>The value if all members but one were healthy.</summary>
    public PassedUpRange Alone(int index) =>
        Combine(definition, [.. members.Select((member, at) => at == index ? member : Healthy(member))]);

    private static Member Healthy(Member member) => Member.Plain(member.Target, PassedUpRange.Healthy);

    private static PassedUpRange Combine(DependencyGroup definition, ImmutableArray<Member> members) =>
        new(Combine(definition, members, range => range.Low), Combine(definition, members, range => range.High));

    private static int Combine(DependencyGroup definition, ImmutableArray<Member> members, Func<PassedUpRange, int> end) =>
        definition.Combination switch
        {
            GroupCombination.All => members.Min(member => end(member.Value)),
            GroupCombination.Any => members.Max(member => end(member.Value)),
            GroupCombination.AtLeast => KthBest(members.Select(member => end(member.Value)), definition.Minimum),
            GroupCombination.Weighted => Weighted(members, end),
            _ => throw new ArgumentOutOfRangeException(nameof(definition), definition.Combination, "Unknown combination."),
        };

    // What is shared counts once. Taken apart, the two halves of a member that does not add up in proportion can look better than the member
    // itself: the group is never better than its best.
    private static int Weighted(ImmutableArray<Member> members, Func<PassedUpRange, int> end) =>
        Math.Min(Math.Min(Mean(members, end), members.Min(member => end(member.Shared))), members.Max(member => end(member.Value)));

    // With fewer members than asked for, all of them are needed; that there are too few is for the package to say.
    private static int KthBest(IEnumerable<int> values, int k)
    {
        var best = values.OrderDescending().ToList();
        return best[Math.Min(k, best.Count) - 1];
    }

    // Rounded down: a loss in any member stays a loss of the group.
    private static int Mean(ImmutableArray<Member> members, Func<PassedUpRange, int> end) =>
        members.Sum(member => end(member.Private)) / members.Length;
}
