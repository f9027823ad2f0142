using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>An impacting dependency below 100, or possibly below, in a group that is so too: a group that makes up for the loss hides it.</summary>
/// <param name="Target">The dependency.</param>
/// <param name="Slot">Its slot in the graph.</param>
/// <param name="Value">What the dependency passes up, after the transform of the edge.</param>
/// <param name="IfHealthy">The value of all groups if this dependency were healthy.</param>
/// <param name="Alone">The value of all groups if every other dependency were healthy.</param>
internal readonly record struct LossyEdge(SubserviceId Target, int Slot, PassedUpRange Value, PassedUpRange IfHealthy, PassedUpRange Alone)
{
    public static ImmutableArray<LossyEdge> Of(ImmutableArray<GroupValue> lossyGroups)
    {
        if (lossyGroups.IsEmpty)
        {
            return [];
        }

        var edges = ImmutableArray.CreateBuilder<LossyEdge>();
        foreach (var group in lossyGroups)
        {
            var others = DependencyValues.Combine(lossyGroups, except: group);
            for (var index = 0; index < group.Members.Length; index++)
            {
                var member = group.Members[index];
                if (!member.Value.IsHealthy)
                {
                    edges.Add(new(member.Target, member.Slot, member.Value, PassedUpRange.Min(others, group.WithHealthy(index)), group.Alone(index)));
                }
            }
        }

        return edges.DrainToImmutable();
    }
}
