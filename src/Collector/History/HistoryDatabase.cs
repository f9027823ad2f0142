using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace RouterAlertAssurance.Collector.History;

/// <summary>The one way to the database: bounded in time, with every kind of absence told by one exception.</summary>
internal sealed class HistoryDatabase : IAsyncDisposable
{
    /// <summary>The time for work that nobody waits for.</summary>
    public static readonly TimeSpan Maintenance = TimeSpan.FromMinutes(5);

    private readonly NpgsqlDataSource _source;
    private readonly DbContextOptions<HistoryContext> _contextOptions;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public HistoryDatabase(CollectorOptions options, TimeProvider time)
    {
        _time = time;
        _timeout = options.DatabaseTimeout;
        _source = NpgsqlDataSource.Create(Complete(options.ConnectionString, options.DatabaseTimeout));
        _contextOptions = new DbContextOptionsBuilder<HistoryContext>()
            .UseNpgsql(_source, npgsql => npgsql.MigrationsHistoryTable(HistoryContext.MigrationsTable, HistoryContext.Schema))
            // Migrations are written by hand, without a snapshot; a test compares the migrated schema with the model instead.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
    }

    public HistoryContext CreateContext() => new(_contextOptions);

    /// <summary>Runs work on a context of its own, for at most <paramref name="limit"/> (the configured time by default).</summary>
    public Task<T> QueryAsync<T>(Func<HistoryContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken, TimeSpan? limit = null) =>
        GuardAsync(
            async limited =>
            {
                await using var context = CreateContext();
                context.Database.SetCommandTimeout(limit ?? _timeout);
                return await work(context, limited);
            },
            cancellationToken,
            limit);

    /// <summary>Runs the work in one transaction; what it wrote is durable when the task completes, and gone when it fails.</summary>
    public Task<T> TransactAsync<T>(Func<HistorySession, Task<T>> work, CancellationToken cancellationToken) =>
        GuardAsync(
            async limited =>
            {
                await using var connection = await _source.OpenConnectionAsync(limited);
                await using var transaction = await connection.BeginTransactionAsync(limited);
                var result = await work(new HistorySession(connection, limited));
                await transaction.CommitAsync(limited);
                return result;
            },
            cancellationToken);

    /// <summary>Brings the schema to the newest version. Not bounded in time: a migration may take long.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = CreateContext();
            await context.Database.MigrateAsync(cancellationToken);
        }
        catch (Exception exception) when (IsAbsence(exception))
        {
            throw Unavailable(exception);
        }
    }

    public Task PingAsync(CancellationToken cancellationToken) =>
        GuardAsync(
            async limited =>
            {
                await using var command = _source.CreateCommand("SELECT 1");
                return await command.ExecuteScalarAsync(limited);
            },
            cancellationToken);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken, TimeSpan? time = null)
    {
        using var limit = new CancellationTokenSource(time ?? _timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await work(linked.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HistoryUnavailableException($"The database did not answer within {_timeout.TotalSeconds:0.#} s", exception);
        }
        catch (Exception exception) when (IsAbsence(exception))
        {
            throw Unavailable(exception);
        }
    }

    // Class 22 and 23 are faults of ours (bad data, broken constraint); the rest is a server that is starting, stopping, full or misconfigured.
    private static bool IsAbsence(Exception exception) => exception switch
    {
        PostgresException postgres => !(postgres.SqlState.StartsWith("22", StringComparison.Ordinal) || postgres.SqlState.StartsWith("23", StringComparison.Ordinal)),
        NpgsqlException or SocketException or TimeoutException or IOException => true,
        { InnerException: { } inner } => IsAbsence(inner),
        _ => false,
    };

    private static HistoryUnavailableException Unavailable(Exception exception)
    {
        var root = exception is NpgsqlException ? exception : exception.InnerException ?? exception;
        return new($"The database is not available: {(root as PostgresException)?.MessageText ?? root.Message}", exception);
    }

    private static string Complete(string connectionString, TimeSpan timeout)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.ApplicationName ??= "raa-collector";
        builder.Timeout = Math.Min(builder.Timeout, (int)Math.Ceiling(timeout.TotalSeconds));
        builder.MaxPoolSize = Math.Min(builder.MaxPoolSize, 12);
        builder.MaxAutoPrepare = builder.MaxAutoPrepare == 0 ? 40 : builder.MaxAutoPrepare;
        return builder.ConnectionString;
    }
}
