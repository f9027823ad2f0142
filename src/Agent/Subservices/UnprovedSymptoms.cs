using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>
/// Active symptoms that no packet proved when they were raised, though there may be some later: a program may open a socket long before anybody sends to it.
/// </summary>
internal sealed class UnprovedSymptoms(PacketEvidence packets)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly HashSet<(SubserviceId Node, string Symptom)> _waiting = [];
    private DateTimeOffset _due;

    /// <summary>Takes note of a symptom that was raised or cleared, with its evidence.</summary>
    public void Note(EvaluatedNode node, Symptom symptom, Evidence? evidence)
    {
        var key = (node.Plan.Node.Id, symptom.Id);
        if (symptom is { IsActive: true, Kind: SymptomKind.Own } && evidence is { Packets: null } && packets.MayBeBehind(node.Plan))
        {
            _waiting.Add(key);
        }
        else
        {
            _waiting.Remove(key);
        }
    }

    /// <summary>Those that wait for packets, every two seconds; none in between.</summary>
    public IReadOnlyList<(SubserviceId Node, string Symptom)> TakeDue(DateTimeOffset now)
    {
        if (_waiting.Count == 0 || now < _due)
        {
            return [];
        }

        _due = now + Pause;
        return [.. _waiting];
    }

    /// <summary>Forgets one that is proved now, or gone with its node.</summary>
    public void Remove((SubserviceId Node, string Symptom) symptom) => _waiting.Remove(symptom);
}
