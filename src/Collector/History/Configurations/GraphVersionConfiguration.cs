using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Collector.History.Rows;

namespace RouterAlertAssurance.Collector.History.Configurations;

internal sealed class GraphVersionConfiguration : IEntityTypeConfiguration<GraphVersionRow>
{
    public void Configure(EntityTypeBuilder<GraphVersionRow> builder)
    {
        builder.ToTable("graph_versions");
        builder.HasKey(row => row.Version);
        builder.HasIndex(row => row.Time);
        builder.Property(row => row.Version).ValueGeneratedNever();
    }
}
