using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Collector.History.Rows;

namespace RouterAlertAssurance.Collector.History.Configurations;

internal sealed class AgentEpochConfiguration : IEntityTypeConfiguration<AgentEpochRow>
{
    public void Configure(EntityTypeBuilder<AgentEpochRow> builder)
    {
        builder.ToTable("agent_epochs");
        builder.HasKey(row => new { row.Agent, row.Epoch });
    }
}
