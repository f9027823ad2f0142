using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace RouterAlertAssurance.Collector.History.Migrations;

internal static class HealthTables
{
    public static void Create(MigrationBuilder migrationBuilder)
    {
        CreateStatuses(migrationBuilder);
        CreateScores(migrationBuilder);
        CreateEpisodes(migrationBuilder);
    }

    private static void CreateStatuses(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable(
            name: "node_statuses",
            schema: HistoryContext.Schema,
            columns: table => new
            {
                agent = table.Column<string>("text"),
                type = table.Column<string>("text"),
                id = table.Column<string>("text"),
                reported = table.Column<DateTimeOffset>("timestamp with time zone"),
                document = table.Column<string>("jsonb"),
            },
            constraints: table => table.PrimaryKey("pk_node_statuses", row => new { row.agent, row.type, row.id }));

    private static void CreateScores(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "score_history",
            schema: HistoryContext.Schema,
            columns: table => new
            {
                number = table.Column<long>("bigint")
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                type = table.Column<string>("text"),
                id = table.Column<string>("text"),
                agent = table.Column<string>("text"),
                time = table.Column<DateTimeOffset>("timestamp with time zone"),
                score = table.Column<short>("smallint"),
                coverage = table.Column<double>("double precision"),
            },
            constraints: table => table.PrimaryKey("pk_score_history", row => row.number));
        migrationBuilder.CreateIndex("ix_score_history_type_id_time_number", "score_history", ["type", "id", "time", "number"], HistoryContext.Schema);
        migrationBuilder.CreateIndex("ix_score_history_time", "score_history", "time", HistoryContext.Schema);
    }

    private static void CreateEpisodes(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "symptom_episodes",
            schema: HistoryContext.Schema,
            columns: table => new
            {
                type = table.Column<string>("text"),
                id = table.Column<string>("text"),
                agent = table.Column<string>("text"),
                symptom = table.Column<string>("text"),
                start = table.Column<DateTimeOffset>("timestamp with time zone"),
                stop = table.Column<DateTimeOffset>("timestamp with time zone", nullable: true),
                document = table.Column<string>("jsonb"),
                evidence = table.Column<string>("jsonb", nullable: true),
                clear_evidence = table.Column<string>("jsonb", nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_symptom_episodes", row => new { row.type, row.id, row.agent, row.symptom, row.start }));
        migrationBuilder.CreateIndex("ix_symptom_episodes_stop", "symptom_episodes", "stop", HistoryContext.Schema);

        migrationBuilder.CreateTable(
            name: "symptom_history_starts",
            schema: HistoryContext.Schema,
            columns: table => new
            {
                type = table.Column<string>("text"),
                id = table.Column<string>("text"),
                time = table.Column<DateTimeOffset>("timestamp with time zone"),
            },
            constraints: table => table.PrimaryKey("pk_symptom_history_starts", row => new { row.type, row.id }));
    }
}
