using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace RouterAlertAssurance.Orchestrator.Storage.Migrations;

/// <summary>The first tables.</summary>
[DbContext(typeof(OrchestratorContext))]
[Migration("202511210001_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.EnsureSchema(OrchestratorContext.Schema);
        CreateDefinitions(migrationBuilder);
        CreateAgents(migrationBuilder);
        CreateGraph(migrationBuilder);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in (string[])["collector_feed", "graph_versions", "graph_nodes", "facts", "agents", "services", "devices"])
        {
            migrationBuilder.DropTable(table, OrchestratorContext.Schema);
        }
    }

    private static void CreateDefinitions(MigrationBuilder builder)
    {
        builder.CreateTable(
            "devices",
            table => new
            {
                name = table.Column<string>("character varying(100)", maxLength: 100),
                definition = table.Column<string>("jsonb"),
                etag = table.Column<string>("character varying(64)", maxLength: 64),
                created = table.Column<DateTimeOffset>("timestamp with time zone"),
                changed = table.Column<DateTimeOffset>("timestamp with time zone"),
            },
            OrchestratorContext.Schema,
            table => table.PrimaryKey("pk_devices", row => row.name));
        builder.CreateTable(
            "services",
            table => new
            {
                type = table.Column<string>("character varying(100)", maxLength: 100),
                name = table.Column<string>("character varying(100)", maxLength: 100),
                definition = table.Column<string>("jsonb"),
                problems = table.Column<string>("jsonb"),
                etag = table.Column<string>("character varying(64)", maxLength: 64),
                created = table.Column<DateTimeOffset>("timestamp with time zone"),
                changed = table.Column<DateTimeOffset>("timestamp with time zone"),
            },
            OrchestratorContext.Schema,
            table => table.PrimaryKey("pk_services", row => new { row.type, row.name }));
    }

    private static void CreateAgents(MigrationBuilder builder)
    {
        builder.CreateTable(
            "agents",
            table => new
            {
                id = table.Column<string>("character varying(100)", maxLength: 100),
                registration = table.Column<string>("jsonb"),
                first_seen = table.Column<DateTimeOffset>("timestamp with time zone"),
                last_seen = table.Column<DateTimeOffset>("timestamp with time zone"),
                assigned_revision = table.Column<long>("bigint"),
                assignment_digest = table.Column<string>("character varying(64)", maxLength: 64),
                delivered_revision = table.Column<long>("bigint"),
                delivered_run = table.Column<string>("character varying(64)", maxLength: 64),
            },
            OrchestratorContext.Schema,
            table => table.PrimaryKey("pk_agents", row => row.id));
        builder.CreateTable(
            "facts",
            table => new
            {
                agent_id = table.Column<string>("character varying(100)", maxLength: 100),
                report = table.Column<string>("jsonb"),
                received = table.Column<DateTimeOffset>("timestamp with time zone"),
            },
            OrchestratorContext.Schema,
            table => table.PrimaryKey("pk_facts", row => row.agent_id));
    }

    private static void CreateGraph(MigrationBuilder builder)
    {
        builder.CreateTable(
            "graph_nodes",
            table => new { type = table.Column<string>("text"), id = table.Column<string>("text"), node = table.Column<string>("jsonb") },
            OrchestratorContext.Schema,
            table => table.PrimaryKey("pk_graph_nodes", row => new { row.type, row.id }));
        builder.CreateTable(
            "graph_versions",
            table => new
            {
                version = table.Column<long>("bigint"),
                time = table.Column<DateTimeOffset>("timestamp with time zone"),
                document = table.Column<string>("jsonb"),
            },
            OrchestratorContext.Schema,
            table => table.PrimaryKey("pk_graph_versions", row => row.version));
        builder.CreateTable(
            "collector_feed",
            table => new { id = table.Column<int>("integer"), acknowledged_version = table.Column<long>("bigint") },
            OrchestratorContext.Schema,
            table => table.PrimaryKey("pk_collector_feed", row => row.id));
    }
}
