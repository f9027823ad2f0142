using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Orchestrator.Storage.Entities;

namespace RouterAlertAssurance.Orchestrator.Storage.Configurations;

internal sealed class GraphNodeRowConfiguration : IEntityTypeConfiguration<GraphNodeRow>
{
    public void Configure(EntityTypeBuilder<GraphNodeRow> builder)
    {
        builder.ToTable("graph_nodes");
        builder.HasKey(row => new { row.Type, row.Id }).HasName("pk_graph_nodes");
        builder.Property(row => row.Type).HasColumnName("type");
        builder.Property(row => row.Id).HasColumnName("id");
        builder.Property(row => row.Node).HasColumnName("node").HasColumnType("jsonb");
    }
}
