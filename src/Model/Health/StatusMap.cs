using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>The public face of a snapshot's results: statuses only, in the order of the identities.</summary>
internal sealed class StatusMap(ImmutableSortedDictionary<SubserviceId, NodeHealth> results) : IReadOnlyDictionary<SubserviceId, HealthStatus>
{
    public IEnumerable<SubserviceId> Keys => results.Keys;

    public IEnumerable<HealthStatus> Values => results.Values.Select(result => result.Status);

    public int Count => results.Count;

    public HealthStatus this[SubserviceId key] => results[key].Status;

    public bool ContainsKey(SubserviceId key) => results.ContainsKey(key);

    public bool TryGetValue(SubserviceId key, [MaybeNullWhen(false)] out HealthStatus value)
    {
        value = results.GetValueOrDefault(key)?.Status;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<SubserviceId, HealthStatus>> GetEnumerator() =>
        results.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Status)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
