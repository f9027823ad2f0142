using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Orchestrator.Storage.Entities;

namespace RouterAlertAssurance.Orchestrator.Storage.Configurations;

internal sealed class GraphVersionRowConfiguration : IEntityTypeConfiguration<GraphVersionRow>
{
    public void Configure(EntityTypeBuilder<GraphVersionRow> builder)
    {
        builder.ToTable("graph_versions");
        builder.HasKey(row => row.Version).HasName("pk_graph_versions");
        builder.Property(row => row.Version).HasColumnName("version").ValueGeneratedNever();
        builder.Property(row => row.Time).HasColumnName("time");
        builder.Property(row => row.Document).HasColumnName("document").HasColumnType("jsonb");
    }
}
