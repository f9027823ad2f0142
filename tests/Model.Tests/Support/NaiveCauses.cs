using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Tests.Support;

/// <summary>Primary and secondary symptoms written down a second time, straight from the design.</summary>
internal sealed class NaiveCauses(Network network)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    public static IEnumerable<Symptom> Counted(OwnHealth own) => own.Symptoms.Where(symptom => symptom.Stop is null && symptom.Weight > 0);

    /// <summary>Symptoms of visible impacting descendants that began no later than the tolerance after the given one.</summary>
    public IEnumerable<(SubserviceId Node, Symptom Symptom)> Makers(SubserviceId id, Symptom symptom) =>
        from below in VisibleBelow(id)
        from other in Counted(network.Own[below])
        where other.Start <= symptom.Start + Tolerance
        select (below, other);

    public HashSet<(SubserviceId Node, string Symptom)> Roots(SubserviceId id, Symptom symptom)
    {
        var makers = Makers(id, symptom).ToList();
        return makers.Count == 0 ? [(id, symptom.Id)] : [.. makers.SelectMany(maker => Roots(maker.Node, maker.Symptom))];
    }

    /// <summary>The network after all causes are cleared: also what they explain, and nothing else, is gone.</summary>
    public Network Cleared(IEnumerable<Cause> causes)
    {
        var cleared = causes.Select(cause => (cause.Subservice, cause.Symptom.Id)).ToHashSet();
        var result = network;
        foreach (var (id, own) in network.Own)
        {
            foreach (var symptom in Counted(own).Where(symptom => Roots(id, symptom).IsSubsetOf(cleared)))
            {
                result = result.Without(id, symptom);
            }
        }

        return result;
    }

    private IEnumerable<SubserviceId> VisibleBelow(SubserviceId id) => network.Graph.Nodes[id].ImpactingTargets
        .Where(target => network.Graph.Nodes[target].Maintenance?.IsActiveAt(Network.Now) != true)
        .SelectMany(target => VisibleBelow(target).Append(target))
        .Distinct();
}
