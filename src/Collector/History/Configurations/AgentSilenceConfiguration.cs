using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RouterAlertAssurance.Collector.History.Rows;

namespace RouterAlertAssurance.Collector.History.Configurations;

internal sealed class AgentSilenceConfiguration : IEntityTypeConfiguration<AgentSilenceRow>
{
    public void Configure(EntityTypeBuilder<AgentSilenceRow> builder)
    {
        builder.ToTable("agent_silences");
        builder.HasKey(row => new { row.Agent, row.Start });
    }
}
