using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Orchestrator.Storage;

/// <summary>How the context reaches PostgreSQL.</summary>
internal static class StorageOptionsExtensions
{
    private const int CommandTimeoutSeconds = 10;

    public static DbContextOptionsBuilder UseOrchestratorStorage(this DbContextOptionsBuilder builder, string connectionString) => builder
        .UseNpgsql(connectionString, npgsql => npgsql
            .MigrationsHistoryTable(OrchestratorContext.MigrationsTable, OrchestratorContext.Schema)
            .CommandTimeout(CommandTimeoutSeconds))
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        // Migrations are written by hand, without a snapshot to compare with; a test compares the migrated schema with the model instead.
        .ConfigureWarnings(warnings => warnings
            .Ignore(RelationalEventId.PendingModelChangesWarning)
            // A database that is not there is expected, and said once by whoever tried; so is the missing history of a new one.
            .Log(
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.TransactionError, LogLevel.Debug),
                (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug)));
}
