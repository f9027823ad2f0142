namespace RouterAlertAssurance.Orchestrator.Storage.Entities;

internal sealed class DeviceRow
{
    public required string Name { get; set; }

    public string Definition { get; set; } = "{}";

    public string Etag { get; set; } = "";

    public DateTimeOffset Created { get; set; }

    public DateTimeOffset Changed { get; set; }
}

internal sealed class ServiceRow
{
    public required string Type { get; set; }

    public required string Name { get; set; }

    public string Definition { get; set; } = "{}";

    public string Problems { get; set; } = "[]";

    public string Etag { get; set; } = "";

    public DateTimeOffset Created { get; set; }

    public DateTimeOffset Changed { get; set; }
}

internal sealed class AgentRow
{
    public required string Id { get; set; }

    public string Registration { get; set; } = "{}";

    public DateTimeOffset FirstSeen { get; set; }

    public DateTimeOffset LastSeen { get; set; }

    public long AssignedRevision { get; set; }

    public string AssignmentDigest { get; set; } = "";

    public long DeliveredRevision { get; set; }

    public string DeliveredRun { get; set; } = "";
}

internal sealed class FactsRow
{
    public required string AgentId { get; set; }

    public string Report { get; set; } = "{}";

    public DateTimeOffset Received { get; set; }
}

internal sealed class DismissalRow
{
    public required string ProposalId { get; set; }

    public string FactsDigest { get; set; } = "";

    public string Reason { get; set; } = "";

    public DateTimeOffset Dismissed { get; set; }
}

/// <summary>One node of the newest graph version.</summary>
internal sealed class GraphNodeRow
{
    public required string Type { get; set; }

    public required string Id { get; set; }

    public string Node { get; set; } = "{}";
}

/// <summary>A graph version: the difference from the one before. Those the collector has not acknowledged are its outbox.</summary>
internal sealed class GraphVersionRow
{
    public long Version { get; set; }

    public DateTimeOffset Time { get; set; }

    public string Document { get; set; } = "{}";
}

/// <summary>How far the collector is; a single row.</summary>
internal sealed class CollectorFeedRow
{
    public const int Only = 1;

    public int Id { get; set; } = Only;

    public long AcknowledgedVersion { get; set; }
}
