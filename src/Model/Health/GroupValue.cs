using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>One member of a group of impacting dependencies.</summary>
/// <param name="Target">The dependency.</param>
/// <param name="Slot">Its slot in the graph.</param>
/// <param name="Value">What it passes up, after the transform of the edge.</param>
/// <param name="Private">The same with everything healthy that several members of a weighted group depend on.</param>
/// <param name="Shared">The same with everything else healthy.</param>
internal readonly record struct Member(SubserviceId Target, int Slot, PassedUpRange Value, PassedUpRange Private, PassedUpRange Shared)
{
    public static Member Plain(SubserviceId target, int slot, PassedUpRange value) => new(target, slot, value, value, PassedUpRange.Healthy);

    public Member Healed() => Plain(Target, Slot, PassedUpRange.Healthy);
}

/// <summary>The value of a group of impacting dependencies; monotone in every member, so both ends of the range combine on their own.</summary>
internal sealed class GroupValue
{
    private readonly DependencyGroup _definition;

    public GroupValue(DependencyGroup definition, ImmutableArray<Member> members)
    {
        (_definition, Members) = (definition, members);
        Value = Combine(members.AsSpan());
    }

    public ImmutableArray<Member> Members { get; }

    public PassedUpRange Value { get; }

    /// <summary>The value if one member were healthy.</summary>
    public PassedUpRange WithHealthy(int index)
    {
        Member[] members = [.. Members];
        members[index] = members[index].Healed();
        return Combine(members);
    }

    /// <summary>The value if all members but one were healthy.</summary>
    public PassedUpRange Alone(int index)
    {
        var members = new Member[Members.Length];
        for (var at = 0; at < members.Length; at++)
        {
            members[at] = at == index ? Members[at] : Members[at].Healed();
        }

        return Combine(members);
    }

    private PassedUpRange Combine(ReadOnlySpan<Member> members) => _definition.Combination switch
    {
        GroupCombination.All => Worst(members),
        GroupCombination.Any => Best(members),
        GroupCombination.AtLeast => KthBest(members, _definition.Minimum),
        GroupCombination.Weighted => Weighted(members),
        _ => throw new InvalidOperationException($"Unknown combination {_definition.Combination}."),
    };

    private static PassedUpRange Worst(ReadOnlySpan<Member> members)
    {
        var value = PassedUpRange.Healthy;
        foreach (var member in members)
        {
            value = PassedUpRange.Min(value, member.Value);
        }

        return value;
    }

    private static PassedUpRange Best(ReadOnlySpan<Member> members)
    {
        var (low, high) = (0, 0);
        foreach (var member in members)
        {
            (low, high) = (Math.Max(low, member.Value.Low), Math.Max(high, member.Value.High));
        }

        return new(low, high);
    }

    // What is shared counts once. Taken apart, the two halves of a member that does not add up in proportion can look better than the member
    // itself: the group is never better than its best. The mean is rounded down: a loss in any member stays a loss of the group.
    private static PassedUpRange Weighted(ReadOnlySpan<Member> members)
    {
        var (low, high, shared) = (0, 0, PassedUpRange.Healthy);
        foreach (var member in members)
        {
            (low, high) = (low + member.Private.Low, high + member.Private.High);
            shared = PassedUpRange.Min(shared, member.Shared);
        }

        var mean = new PassedUpRange(low / members.Length, high / members.Length);
        return PassedUpRange.Min(PassedUpRange.Min(mean, shared), Best(members));
    }

    // With fewer members than asked for, all of them are needed; that there are too few is for the package to say.
    private static PassedUpRange KthBest(ReadOnlySpan<Member> members, int k)
    {
        var (low, high) = (new int[members.Length], new int[members.Length]);
        for (var index = 0; index < members.Length; index++)
        {
            (low[index], high[index]) = (members[index].Value.Low, members[index].Value.High);
        }

        Array.Sort(low);
        Array.Sort(high);
        var place = members.Length - Math.Min(k, members.Length);
        return new(low[place], high[place]);
    }
}
