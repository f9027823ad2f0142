using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Storage.Entities;

namespace RouterAlertAssurance.Orchestrator.Storage;

/// <summary>Reads the state back, and stores the difference between two states in one transaction.</summary>
internal sealed class StateStore(IDbContextFactory<OrchestratorContext> contexts)
{
    /// <summary>Acknowledged graph versions that are kept, for a look back at what was sent; the collector keeps them all.</summary>
    private const int KeptVersions = 1000;

    /// <summary>Whether an exception means that the database is not there or refused, rather than a defect of ours.</summary>
    public static bool IsStorageFailure(Exception exception) =>
        exception is DbException or DbUpdateException or TimeoutException or IOException or System.Net.Sockets.SocketException
        || (exception is InvalidOperationException && exception.InnerException is { } inner && IsStorageFailure(inner));

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    public async Task<bool> CanConnectAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Database.CanConnectAsync(cancellationToken);
    }

    public async Task<NetworkState> LoadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var devices = await context.Devices.ToListAsync(cancellationToken);
        var services = await context.Services.ToListAsync(cancellationToken);
        var agents = await context.Agents.ToListAsync(cancellationToken);
        var facts = await context.Facts.ToListAsync(cancellationToken);
        var dismissals = await context.Dismissals.ToListAsync(cancellationToken);
        return new()
        {
            Devices = devices.ToImmutableSortedDictionary(row => row.Name, Rows.FromRow, StringComparer.Ordinal),
            Services = TrackedMap<ServiceKey, ServiceEntry>.From(services.Select(row => KeyValuePair.Create(new ServiceKey(row.Type, row.Name), Rows.FromRow(row)))),
            Agents = agents.ToImmutableSortedDictionary(row => row.Id, Rows.FromRow, StringComparer.Ordinal),
            Facts = facts.ToImmutableSortedDictionary(row => row.AgentId, Rows.FromRow, StringComparer.Ordinal),
            Dismissals = dismissals.ToImmutableSortedDictionary(row => row.ProposalId, Rows.FromRow, StringComparer.Ordinal),
            Graph = await LoadGraphAsync(context, cancellationToken),
        };
    }

    public async Task SaveAsync(NetworkState before, NetworkState after, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        Track(context, before.Devices, after.Devices, Rows.ToRow);
        Track(context, before.Services, after.Services, after.Services.Since(before.Services), Rows.ToRow);
        Track(context, before.Agents, after.Agents, Rows.ToRow);
        Track(context, before.Facts, after.Facts, Rows.ToRow);
        Track(context, before.Dismissals, after.Dismissals, Rows.ToRow);
        Track(context, before.Graph.Nodes, after.Graph.Nodes, Rows.ToRow);
        if (after.Graph.Version != before.Graph.Version && after.Graph.Latest is { } version)
        {
            context.Add(Rows.ToRow(version));
        }

        // One SaveChanges is one transaction.
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The oldest graph version after the given one; null when there is none.</summary>
    public async Task<GraphVersion?> NextVersionAsync(long after, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.GraphVersions.Where(version => version.Version > after).OrderBy(version => version.Version).FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : Rows.FromRow(row);
    }

    /// <summary>The version the collector acknowledged last; 0 when none.</summary>
    public async Task<long> AcknowledgedVersionAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.CollectorFeed.OrderBy(row => row.Id).Select(row => row.AcknowledgedVersion).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task AcknowledgeAsync(long version, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var updated = await context.CollectorFeed.ExecuteUpdateAsync(row => row.SetProperty(feed => feed.AcknowledgedVersion, version), cancellationToken);
        if (updated == 0)
        {
            context.Add(new CollectorFeedRow { AcknowledgedVersion = version });
            await context.SaveChangesAsync(cancellationToken);
        }

        await context.GraphVersions.Where(row => row.Version <= version - KeptVersions).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<NetworkGraph> LoadGraphAsync(OrchestratorContext context, CancellationToken cancellationToken)
    {
        var nodes = await context.GraphNodes.ToListAsync(cancellationToken);
        var latest = await context.GraphVersions
            .OrderByDescending(row => row.Version)
            .Select(row => new { row.Version, row.Time })
            .FirstOrDefaultAsync(cancellationToken);
        return new()
        {
            Version = latest?.Version ?? 0,
            Time = latest?.Time ?? DateTimeOffset.UnixEpoch,
            Nodes = nodes.ToImmutableSortedDictionary(row => new SubserviceId(row.Type, row.Id), Rows.FromRow),
        };
    }

    private static void Track<TKey, TEntry, TRow>(
        OrchestratorContext context,
        ImmutableSortedDictionary<TKey, TEntry> before,
        ImmutableSortedDictionary<TKey, TEntry> after,
        Func<TKey, TEntry, TRow> toRow)
        where TKey : notnull
        where TEntry : class
        where TRow : class
    {
        if (!ReferenceEquals(before, after))
        {
            Track(context, before, after, after.Keys.Concat(before.Keys.Where(key => !after.ContainsKey(key))), toRow);
        }
    }

    private static void Track<TKey, TEntry, TRow>(
        OrchestratorContext context,
        IReadOnlyDictionary<TKey, TEntry> before,
        IReadOnlyDictionary<TKey, TEntry> after,
        IEnumerable<TKey> keys,
        Func<TKey, TEntry, TRow> toRow)
        where TKey : notnull
        where TEntry : class
        where TRow : class
    {
        foreach (var key in keys)
        {
            var (old, entry) = (before.GetValueOrDefault(key), after.GetValueOrDefault(key));
            if (ReferenceEquals(old, entry))
            {
                continue;
            }

            if (entry is null)
            {
                context.Remove(toRow(key, old!));
            }
            else if (old is null)
            {
                context.Add(toRow(key, entry));
            }
            else
            {
                context.Update(toRow(key, entry));
            }
        }
    }
}
