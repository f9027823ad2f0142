using Microsoft.EntityFrameworkCore;
using RouterAlertAssurance.Collector.History.Rows;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.History;

/// <summary>The graph as it was: a version with its validity interval and its nodes.</summary>
internal sealed record PastGraph(long Version, DateTimeOffset From, DateTimeOffset? To, IReadOnlyList<GraphNode> Nodes);

/// <summary>A node's edges during some versions.</summary>
/// <param name="Id">The node.</param>
/// <param name="From">First version.</param>
/// <param name="To">First version without; null when it is current.</param>
/// <param name="Dependencies">Targets of its edges.</param>
internal sealed record PastNode(SubserviceId Id, long From, long? To, IReadOnlyList<SubserviceId> Dependencies);

/// <summary>Reads earlier versions of the graph.</summary>
internal sealed class GraphReader(HistoryDatabase database)
{
    /// <summary>More versions than this within one question are not looked at; the newest count.</summary>
    public const int MaxVersions = 1000;

    /// <summary>The whole graph at a time; null when nothing that old is kept.</summary>
    public Task<PastGraph?> AtAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        database.QueryAsync(
            async (context, limited) =>
            {
                var version = await context.GraphVersions.Where(row => row.Time <= time).OrderByDescending(row => row.Version).FirstOrDefaultAsync(limited);
                if (version is null)
                {
                    return null;
                }

                var next = await context.GraphVersions.Where(row => row.Version > version.Version).OrderBy(row => row.Version).FirstOrDefaultAsync(limited);
                var documents = await ValidAt(context, version.Version).Select(row => row.Document).ToListAsync(limited);
                return new PastGraph(
                    version.Version, version.Time, next?.Time, [.. documents.Select(document => StoredJson.Read(document, ContractsJson.Default.GraphNode))]);
            },
            cancellationToken);

    /// <summary>The versions valid at some time between, oldest first, and the nodes they had.</summary>
    public Task<(IReadOnlyList<GraphVersionRow> Versions, IReadOnlyList<PastNode> Nodes)> BetweenAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        database.QueryAsync<(IReadOnlyList<GraphVersionRow>, IReadOnlyList<PastNode>)>(
            async (context, limited) =>
            {
                var first = await context.GraphVersions.Where(row => row.Time <= from).MaxAsync(row => (long?)row.Version, limited) ?? 0;
                var versions = await context.GraphVersions
                    .Where(row => row.Version >= first && row.Time <= to)
                    .OrderByDescending(row => row.Version)
                    .Take(MaxVersions)
                    .ToListAsync(limited);
                versions.Reverse();
                return (versions, versions.Count == 0 ? [] : await NodesAsync(context, versions[0].Version, versions[^1].Version, limited));
            },
            cancellationToken);

    private static IQueryable<GraphNodeRow> ValidAt(HistoryContext context, long version) =>
        context.GraphNodes.Where(row => row.ValidFromVersion <= version && (row.ValidToVersion == null || row.ValidToVersion > version));

    private static async Task<List<PastNode>> NodesAsync(HistoryContext context, long first, long last, CancellationToken cancellationToken)
    {
        // Only the edges: whole nodes of many versions would be large.
        var rows = context.Database.SqlQuery<NodeEdges>(
            $"""
            SELECT type, id, valid_from_version, valid_to_version, coalesce(document -> 'dependencies', '[]')::text AS dependencies
            FROM collector.graph_nodes
            WHERE valid_from_version <= {last} AND (valid_to_version IS NULL OR valid_to_version > {first})
            """);
        var nodes = new List<PastNode>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var edges = StoredJson.Read(row.Dependencies, ContractsJson.Default.IReadOnlyListGraphEdge);
            nodes.Add(new PastNode(
                new SubserviceId(row.Type, row.Id), row.ValidFromVersion, row.ValidToVersion, [.. edges.Select(edge => new SubserviceId(edge.Type, edge.Id))]));
        }

        return nodes;
    }

    private sealed class NodeEdges
    {
        public required string Type { get; init; }

        public required string Id { get; init; }

        [System.ComponentModel.DataAnnotations.Schema.Column("valid_from_version")]
        public long ValidFromVersion { get; init; }

        [System.ComponentModel.DataAnnotations.Schema.Column("valid_to_version")]
        public long? ValidToVersion { get; init; }

        public required string Dependencies { get; init; }
    }
}
