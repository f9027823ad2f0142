using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Collector.History.Rows;

namespace RouterAlertAssurance.Collector.History.Configurations;

internal sealed class GlossaryConfiguration : IEntityTypeConfiguration<GlossaryRow>
{
    public void Configure(EntityTypeBuilder<GlossaryRow> builder)
    {
        builder.ToTable("glossary");
        builder.HasKey(row => new { row.Agent, row.Symptom });
    }
}
