using Microsoft.EntityFrameworkCore.Migrations;

namespace RouterAlertAssurance.Collector.History.Migrations;

internal static class GraphTables
{
    public static void Create(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "graph_versions",
            schema: HistoryContext.Schema,
            columns: table => new
            {
                version = table.Column<long>("bigint"),
                time = table.Column<DateTimeOffset>("timestamp with time zone"),
            },
            constraints: table => table.PrimaryKey("pk_graph_versions", row => row.version));
        migrationBuilder.CreateIndex("ix_graph_versions_time", "graph_versions", "time", HistoryContext.Schema);

        migrationBuilder.CreateTable(
            name: "graph_nodes",
            schema: HistoryContext.Schema,
            columns: table => new
            {
                type = table.Column<string>("text"),
                id = table.Column<string>("text"),
                valid_from_version = table.Column<long>("bigint"),
                valid_to_version = table.Column<long>("bigint", nullable: true),
                valid_from = table.Column<DateTimeOffset>("timestamp with time zone"),
                valid_to = table.Column<DateTimeOffset>("timestamp with time zone", nullable: true),
                document = table.Column<string>("jsonb"),
            },
            constraints: table => table.PrimaryKey("pk_graph_nodes", row => new { row.type, row.id, row.valid_from_version }));
        migrationBuilder.CreateIndex("ix_graph_nodes_valid_to_version", "graph_nodes", "valid_to_version", HistoryContext.Schema);
    }
}
