using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

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
        .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
}
