using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Collector.History.Rows;

namespace RouterAlertAssurance.Collector.History.Configurations;

internal sealed class SymptomEpisodeConfiguration : IEntityTypeConfiguration<SymptomEpisodeRow>
{
    public void Configure(EntityTypeBuilder<SymptomEpisodeRow> builder)
    {
        builder.ToTable("symptom_episodes");
        builder.HasKey(row => new { row.Type, row.Id, row.Agent, row.Symptom, row.Start });
        builder.HasIndex(row => row.Stop);
        builder.Property(row => row.Document).HasColumnType("jsonb");
        builder.Property(row => row.Evidence).HasColumnType("jsonb");
        builder.Property(row => row.ClearEvidence).HasColumnType("jsonb");
    }
}
