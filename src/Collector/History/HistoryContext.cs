using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RouterAlertAssurance.Collector.History.Rows;

namespace RouterAlertAssurance.Collector.History;

internal sealed partial class HistoryContext(DbContextOptions<HistoryContext> options) : DbContext(options)
{
    public const string Schema = "collector";

    public const string MigrationsTable = "__migrations";

    public DbSet<AgentRow> Agents => Set<AgentRow>();

    public DbSet<AgentEpochRow> AgentEpochs => Set<AgentEpochRow>();

    public DbSet<AgentSilenceRow> AgentSilences => Set<AgentSilenceRow>();

    public DbSet<NodeStatusRow> NodeStatuses => Set<NodeStatusRow>();

    public DbSet<ScoreRow> Scores => Set<ScoreRow>();

    public DbSet<SymptomEpisodeRow> Episodes => Set<SymptomEpisodeRow>();

    public DbSet<SymptomHistoryStartRow> SymptomHistoryStarts => Set<SymptomHistoryStartRow>();

    public DbSet<GraphVersionRow> GraphVersions => Set<GraphVersionRow>();

    public DbSet<GraphNodeRow> GraphNodes => Set<GraphNodeRow>();

    public DbSet<GlossaryRow> Glossary => Set<GlossaryRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(HistoryContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            Rename(entity);
        }
    }

    // SQL written by hand reads better with names that need no quotes.
    private static void Rename(Microsoft.EntityFrameworkCore.Metadata.IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(Snake(property.Name));
        }

        foreach (var key in entity.GetKeys())
        {
            key.SetName($"pk_{entity.GetTableName()}");
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName($"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(property => Snake(property.Name)))}");
        }
    }

    private static string Snake(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.None, 200)]
    private static partial Regex WordStart();
}
