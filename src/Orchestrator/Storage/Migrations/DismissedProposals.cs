using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace RouterAlertAssurance.Orchestrator.Storage.Migrations;

/// <summary>Proposals that operators do not want to see.</summary>
[DbContext(typeof(OrchestratorContext))]
[Migration("202611210001_DismissedProposals")]
internal sealed class DismissedProposals : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "dismissed_proposals",
        table => new
        {
            proposal_id = table.Column<string>("character varying(64)", maxLength: 64),
            facts_digest = table.Column<string>("character varying(64)", maxLength: 64),
            reason = table.Column<string>("text"),
            dismissed = table.Column<DateTimeOffset>("timestamp with time zone"),
        },
        OrchestratorContext.Schema,
        table => table.PrimaryKey("pk_dismissed_proposals", row => row.proposal_id));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("dismissed_proposals", OrchestratorContext.Schema);
}
