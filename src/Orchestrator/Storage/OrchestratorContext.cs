using Microsoft.EntityFrameworkCore;
using RouterAlertAssurance.Orchestrator.Storage.Entities;

namespace RouterAlertAssurance.Orchestrator.Storage;

/// <summary>The tables of the orchestrator, in a schema of their own.</summary>
internal sealed class OrchestratorContext(DbContextOptions<OrchestratorContext> options) : DbContext(options)
{
    public const string Schema = "orchestrator";

    public const string MigrationsTable = "migrations";

    public DbSet<DeviceRow> Devices => Set<DeviceRow>();

    public DbSet<ServiceRow> Services => Set<ServiceRow>();

    public DbSet<AgentRow> Agents => Set<AgentRow>();

    public DbSet<FactsRow> Facts => Set<FactsRow>();

    public DbSet<DismissalRow> Dismissals => Set<DismissalRow>();

    public DbSet<GraphNodeRow> GraphNodes => Set<GraphNodeRow>();

    public DbSet<GraphVersionRow> GraphVersions => Set<GraphVersionRow>();

    public DbSet<CollectorFeedRow> CollectorFeed => Set<CollectorFeedRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasDefaultSchema(Schema).ApplyConfigurationsFromAssembly(typeof(OrchestratorContext).Assembly);
    }
}
