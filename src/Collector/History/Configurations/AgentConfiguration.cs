using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Collector.History.Rows;

namespace RouterAlertAssurance.Collector.History.Configurations;

internal sealed class AgentConfiguration : IEntityTypeConfiguration<AgentRow>
{
    public void Configure(EntityTypeBuilder<AgentRow> builder)
    {
        builder.ToTable("agents");
        builder.HasKey(row => row.Id);
    }
}
