using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Collector.History.Rows;

namespace RouterAlertAssurance.Collector.History.Configurations;

internal sealed class GraphNodeConfiguration : IEntityTypeConfiguration<GraphNodeRow>
{
    public void Configure(EntityTypeBuilder<GraphNodeRow> builder)
    {
        builder.ToTable("graph_nodes");
        builder.HasKey(row => new { row.Type, row.Id, row.ValidFromVersion });
        builder.HasIndex(row => row.ValidToVersion);
        builder.Property(row => row.Document).HasColumnType("jsonb");
    }
}
