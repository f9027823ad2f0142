using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Orchestrator.Storage.Entities;

namespace RouterAlertAssurance.Orchestrator.Storage.Configurations;

internal sealed class DismissalRowConfiguration : IEntityTypeConfiguration<DismissalRow>
{
    public void Configure(EntityTypeBuilder<DismissalRow> builder)
    {
        builder.ToTable("dismissed_proposals");
        builder.HasKey(row => row.ProposalId).HasName("pk_dismissed_proposals");
        builder.Property(row => row.ProposalId).HasColumnName("proposal_id").HasMaxLength(64);
        builder.Property(row => row.FactsDigest).HasColumnName("facts_digest").HasMaxLength(64);
        builder.Property(row => row.Reason).HasColumnName("reason");
        builder.Property(row => row.Dismissed).HasColumnName("dismissed");
    }
}
