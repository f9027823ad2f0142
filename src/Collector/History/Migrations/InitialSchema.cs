using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace RouterAlertAssurance.Collector.History.Migrations;

[DbContext(typeof(HistoryContext))]
[Migration("20261121000000_InitialSchema")]
internal sealed class InitialSchema : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.EnsureSchema(HistoryContext.Schema);
        AgentTables.Create(migrationBuilder);
        HealthTables.Create(migrationBuilder);
        GraphTables.Create(migrationBuilder);
    }
}
