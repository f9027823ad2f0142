using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Orchestrator.Storage.Entities;

namespace RouterAlertAssurance.Orchestrator.Storage.Configurations;

internal sealed class FactsRowConfiguration : IEntityTypeConfiguration<FactsRow>
{
    public void Configure(EntityTypeBuilder<FactsRow> builder)
    {
        builder.ToTable("facts");
        builder.HasKey(row => row.AgentId).HasName("pk_facts");
        builder.Property(row => row.AgentId).HasColumnName("agent_id").HasMaxLength(100);
        builder.Property(row => row.Report).HasColumnName("report").HasColumnType("jsonb");
        builder.Property(row => row.Received).HasColumnName("received");
    }
}
