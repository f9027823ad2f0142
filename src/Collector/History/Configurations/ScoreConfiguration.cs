using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Collector.History.Rows;

namespace RouterAlertAssurance.Collector.History.Configurations;

internal sealed class ScoreConfiguration : IEntityTypeConfiguration<ScoreRow>
{
    public void Configure(EntityTypeBuilder<ScoreRow> builder)
    {
        builder.ToTable("score_history");
        builder.HasKey(row => row.Number);
        // By convention it would be the key and, as it is not, lose that it is required.
        builder.Property(row => row.Id).IsRequired();
        builder.HasIndex(row => new { row.Type, row.Id, row.Time, row.Number });
        builder.HasIndex(row => row.Time);
    }
}
