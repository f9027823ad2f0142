using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Orchestrator.Storage.Entities;

namespace RouterAlertAssurance.Orchestrator.Storage.Configurations;

internal sealed class CollectorFeedRowConfiguration : IEntityTypeConfiguration<CollectorFeedRow>
{
    public void Configure(EntityTypeBuilder<CollectorFeedRow> builder)
    {
        builder.ToTable("collector_feed");
        builder.HasKey(row => row.Id).HasName("pk_collector_feed");
        builder.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(row => row.AcknowledgedVersion).HasColumnName("acknowledged_version");
    }
}
