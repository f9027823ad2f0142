using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Tests.Support;

/// <summary>The health algebra written down a second time, straight from the design and without any care for speed.</summary>
internal sealed class NaiveEvaluator(Network network)
{
    /// <summary>The node's score with the unknown taken as 0 and as 100; local symptoms count.</summary>
    public (int Low, int High) Shown(SubserviceId id) => Shown(id, network.Own[id], null);

    /// <summary>The same with another own health and, where asked, with everything below taken from elsewhere.</summary>
    public (int Low, int High) Shown(SubserviceId id, OwnHealth own, Func<SubserviceId, (int, int)?>? replaced) =>
        Min(OwnScore(own, withLocal: true), Below(id, replaced ?? (_ => null), PassedUpOwn));

    public int Score(SubserviceId id) => ToScore(Shown(id));

    public (int Low, int High) PassedUp(SubserviceId id) => PassedUp(id, _ => null, PassedUpOwn);

    public static int ToScore((int Low, int High) range) => range.High < 100 || range.Low == 100 ? range.High : -1;

    public static (int Low, int High) OwnScore(OwnHealth own, bool withLocal)
    {
        if (!own.IsKnown)
        {
            return (0, 100);
        }

        var counted = own.Symptoms.Where(symptom => symptom.Stop is null && symptom.Weight > 0 && (withLocal || !symptom.Local)).ToList();
        var value = counted.Any(symptom => symptom.Broken) ? 0 : Math.Max(1, 100 - counted.Sum(symptom => symptom.Weight));
        return (value, value);
    }

    public IEnumerable<SubserviceId> ImpactingDescendants(SubserviceId id) =>
        Impacting(id).SelectMany(target => ImpactingDescendants(target).Append(target)).Distinct();

    /// <summary>What is left of a value after the edge, by the two points around it.</summary>
    public static (int Low, int High) Transformed(Dependency edge, (int Low, int High) value) => (Transformed(edge.Transform, value.Low), Transformed(edge.Transform, value.High));

    private static int Transformed(EdgeTransform? transform, int value)
    {
        if (transform is null)
        {
            return value;
        }

        var right = transform.Points.SkipWhile(point => point.Input < value).First();
        var left = transform.Points.TakeWhile(point => point.Input <= value).Last();
        var share = right.Input == left.Input ? 0 : (decimal)(value - left.Input) / (right.Input - left.Input);
        return (int)Math.Floor(left.Output + Math.Round(share * (right.Output - left.Output), 9));
    }

    /// <summary>What the node shows when the chosen dependencies are healthy, in whatever group they are; weighted groups taken apart as they are now.</summary>
    public (int Low, int High) ShownWithHealthy(SubserviceId id, OwnHealth own, Func<SubserviceId, bool> isHealthy)
    {
        var node = network.Graph.Nodes[id];
        var value = OwnScore(own, withLocal: true);
        foreach (var members in node.Dependencies.Where(edge => edge.Type == DependencyType.Impacting).GroupBy(edge => edge.Group))
        {
            var group = node.Groups.FirstOrDefault(group => group.Name == members.Key) ?? new("", GroupCombination.All);
            value = Min(value, group.Combination == GroupCombination.Weighted
                ? Weighted([.. Parts([.. members], _ => null, PassedUpOwn).Select(part => isHealthy(part.Target) ? part.Healed() : part)])
                : Group(group, [.. members], other => isHealthy(other) ? (100, 100) : PassedUp(other), PassedUpOwn));
        }

        return value;
    }

    private sealed record MemberParts(SubserviceId Target, (int Low, int High) Whole, (int Low, int High) Private, (int Low, int High) Shared)
    {
        public MemberParts Healed() => new(Target, (100, 100), (100, 100), (100, 100));
    }

    private (int Low, int High) PassedUpOwn(SubserviceId id) => OwnScore(network.Own[id], withLocal: false);

    private IEnumerable<SubserviceId> Impacting(SubserviceId id) =>
        network.Graph.Nodes[id].Dependencies.Where(edge => edge.Type == DependencyType.Impacting).Select(edge => edge.Target);

    private bool IsMaintained(SubserviceId id) => network.Graph.Nodes[id].Maintenance?.IsActiveAt(Network.Now) == true;

    private (int Low, int High) PassedUp(SubserviceId id, Func<SubserviceId, (int, int)?> replaced, Func<SubserviceId, (int, int)> own) =>
        IsMaintained(id) ? (100, 100) : replaced(id) ?? Min(own(id), Below(id, replaced, own));

    private (int Low, int High) Below(SubserviceId id, Func<SubserviceId, (int, int)?> replaced, Func<SubserviceId, (int, int)> own)
    {
        var value = (100, 100);
        var node = network.Graph.Nodes[id];
        foreach (var members in node.Dependencies.Where(edge => edge.Type == DependencyType.Impacting).GroupBy(edge => edge.Group))
        {
            var group = node.Groups.FirstOrDefault(group => group.Name == members.Key) ?? new("", GroupCombination.All);
            value = Min(value, Group(group, [.. members], replaced, own));
        }

        return value;
    }

    private (int Low, int High) Group(
        DependencyGroup group,
        Dependency[] members,
        Func<SubserviceId, (int, int)?> replaced,
        Func<SubserviceId, (int, int)> own)
    {
        if (group.Combination == GroupCombination.Weighted)
        {
            return Weighted(members, replaced, own);
        }

        var values = members.Select(member => Transformed(member, PassedUp(member.Target, replaced, own))).ToList();
        var k = group.Combination switch
        {
            GroupCombination.Any => 1,
            GroupCombination.All => values.Count,
            _ => Math.Min(group.Minimum, values.Count),
        };
        return (values.Select(value => value.Low).OrderDescending().ElementAt(k - 1), values.Select(value => value.High).OrderDescending().ElementAt(k - 1));
    }

    private (int Low, int High) Weighted(Dependency[] members, Func<SubserviceId, (int, int)?> replaced, Func<SubserviceId, (int, int)> own) =>
        Weighted([.. Parts(members, replaced, own)]);

    // The mean of what each member has for itself, what is shared applied once by minimum, and never better than the best member.
    private static (int Low, int High) Weighted(MemberParts[] parts)
    {
        var mean = (parts.Sum(part => part.Private.Low) / parts.Length, parts.Sum(part => part.Private.High) / parts.Length);
        return Min(parts.Select(part => part.Shared).Aggregate(mean, Min), (parts.Max(part => part.Whole.Low), parts.Max(part => part.Whole.High)));
    }

    private IEnumerable<MemberParts> Parts(Dependency[] members, Func<SubserviceId, (int, int)?> replaced, Func<SubserviceId, (int, int)> own)
    {
        var shared = members
            .SelectMany(member => VisibleDescendants(member.Target).Distinct())
            .GroupBy(id => id)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key)
            .ToHashSet();
        return members.Select(member => new MemberParts(
            member.Target,
            Transformed(member, PassedUp(member.Target, replaced, own)),
            Transformed(member, PassedUp(member.Target, id => shared.Contains(id) ? (100, 100) : replaced(id), own)),
            Transformed(member, PassedUp(member.Target, replaced, id => shared.Contains(id) ? own(id) : (100, 100)))));
    }

    private IEnumerable<SubserviceId> VisibleDescendants(SubserviceId id) =>
        IsMaintained(id) ? [] : Impacting(id).SelectMany(target => VisibleDescendants(target).Append(target));

    private static (int Low, int High) Min((int Low, int High) left, (int Low, int High) right) =>
        (Math.Min(left.Low, right.Low), Math.Min(left.High, right.High));
}
