using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Collector.History.Rows;

namespace RouterAlertAssurance.Collector.History.Configurations;

internal sealed class SymptomHistoryStartConfiguration : IEntityTypeConfiguration<SymptomHistoryStartRow>
{
    public void Configure(EntityTypeBuilder<SymptomHistoryStartRow> builder)
    {
        builder.ToTable("symptom_history_starts");
        builder.HasKey(row => new { row.Type, row.Id });
    }
}
