using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>An agent's event stream as far as it is stored, and what it said of its nodes.</summary>
internal sealed record AgentState(string Id)
{
    /// <summary>Identifies the spool; empty before the first event.</summary>
    public Guid Epoch { get; init; }

    /// <summary>Highest stored sequence number of the epoch.</summary>
    public long Acknowledged { get; init; }

    /// <summary>Epochs that were replaced, with their last stored sequence number.</summary>
    public ImmutableDictionary<Guid, long> Replaced { get; init; } = ImmutableDictionary<Guid, long>.Empty;

    public ImmutableDictionary<SubserviceId, NodeReport> Reports { get; init; } = ImmutableDictionary<SubserviceId, NodeReport>.Empty;

    /// <summary>Since when its nodes are shown as unknown because it sends nothing; null while it does.</summary>
    public DateTimeOffset? SilentSince { get; init; }
}
