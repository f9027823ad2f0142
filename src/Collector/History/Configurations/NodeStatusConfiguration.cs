using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Collector.History.Rows;

namespace RouterAlertAssurance.Collector.History.Configurations;

internal sealed class NodeStatusConfiguration : IEntityTypeConfiguration<NodeStatusRow>
{
    public void Configure(EntityTypeBuilder<NodeStatusRow> builder)
    {
        builder.ToTable("node_statuses");
        builder.HasKey(row => new { row.Agent, row.Type, row.Id });
        builder.Property(row => row.Document).HasColumnType("jsonb");
    }
}
