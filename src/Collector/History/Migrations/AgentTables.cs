using Microsoft.EntityFrameworkCore.Migrations;

namespace RouterAlertAssurance.Collector.History.Migrations;

internal static class AgentTables
{
    public static void Create(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "agents",
            schema: HistoryContext.Schema,
            columns: table => new
            {
                id = table.Column<string>("text"),
                epoch = table.Column<Guid>("uuid"),
                acknowledged = table.Column<long>("bigint"),
                last_seen = table.Column<DateTimeOffset>("timestamp with time zone"),
            },
            constraints: table => table.PrimaryKey("pk_agents", row => row.id));

        migrationBuilder.CreateTable(
            name: "agent_epochs",
            schema: HistoryContext.Schema,
            columns: table => new
            {
                agent = table.Column<string>("text"),
                epoch = table.Column<Guid>("uuid"),
                acknowledged = table.Column<long>("bigint"),
                replaced = table.Column<DateTimeOffset>("timestamp with time zone"),
            },
            constraints: table => table.PrimaryKey("pk_agent_epochs", row => new { row.agent, row.epoch }));

        migrationBuilder.CreateTable(
            name: "agent_silences",
            schema: HistoryContext.Schema,
            columns: table => new
            {
                agent = table.Column<string>("text"),
                start = table.Column<DateTimeOffset>("timestamp with time zone"),
                stop = table.Column<DateTimeOffset>("timestamp with time zone", nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_agent_silences", row => new { row.agent, row.start }));

        migrationBuilder.CreateTable(
            name: "glossary",
            schema: HistoryContext.Schema,
            columns: table => new
            {
                agent = table.Column<string>("text"),
                symptom = table.Column<string>("text"),
                description = table.Column<string>("text"),
            },
            constraints: table => table.PrimaryKey("pk_glossary", row => new { row.agent, row.symptom }));
    }
}
