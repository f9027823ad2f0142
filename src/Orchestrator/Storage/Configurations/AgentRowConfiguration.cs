using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Orchestrator.Storage.Entities;

namespace RouterAlertAssurance.Orchestrator.Storage.Configurations;

internal sealed class AgentRowConfiguration : IEntityTypeConfiguration<AgentRow>
{
    public void Configure(EntityTypeBuilder<AgentRow> builder)
    {
        builder.ToTable("agents");
        builder.HasKey(row => row.Id).HasName("pk_agents");
        builder.Property(row => row.Id).HasColumnName("id").HasMaxLength(100);
        builder.Property(row => row.Registration).HasColumnName("registration").HasColumnType("jsonb");
        builder.Property(row => row.FirstSeen).HasColumnName("first_seen");
        builder.Property(row => row.LastSeen).HasColumnName("last_seen");
        builder.Property(row => row.AssignedRevision).HasColumnName("assigned_revision");
        builder.Property(row => row.AssignmentDigest).HasColumnName("assignment_digest").HasMaxLength(64);
        builder.Property(row => row.DeliveredRevision).HasColumnName("delivered_revision");
        builder.Property(row => row.DeliveredRun).HasColumnName("delivered_run").HasMaxLength(64);
    }
}
