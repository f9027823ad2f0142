using Microsoft.EntityFrameworkCore;
using Npgsql;
using RouterAlertAssurance.Orchestrator.Storage;
using RouterAlertAssurance.TestKit.Postgres;

namespace RouterAlertAssurance.Orchestrator.Tests.Storage;

public sealed class SchemaTests
{
    private const string Columns = """
        select table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length::text, '') || ' ' || is_nullable || ' ' || coalesce(column_default, '')
        from information_schema.columns where table_schema = 'orchestrator' and table_name <> 'migrations'
        union all
        select tablename || ' ' || indexdef from pg_indexes where schemaname = 'orchestrator' and tablename <> 'migrations'
        union all
        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'orchestrator'::regnamespace and conrelid::regclass::text not like '%migrations'
        order by 1
        """;

    [Fact]
    public async Task Migrations_OnAnEmptyDatabase_MakeTheSchemaOfTheModel()
    {
        var migrated = PostgresFixture.CreateDatabase();
        var created = PostgresFixture.CreateDatabase();
        await using (var context = Context(migrated))
        {
            await context.Database.MigrateAsync();
        }

        await using (var context = Context(created))
        {
            await context.Database.ExecuteSqlRawAsync(context.Database.GenerateCreateScript());
        }

        var expected = await ReadAsync(created);
        expected.ShouldNotBeEmpty();
        (await ReadAsync(migrated)).ShouldBe(expected);
    }

    [Fact]
    public async Task Migrations_RunTwice_ChangeNothing()
    {
        var database = PostgresFixture.CreateDatabase();
        await using var context = Context(database);
        await context.Database.MigrateAsync();
        var before = await ReadAsync(database);

        await context.Database.MigrateAsync();

        (await ReadAsync(database)).ShouldBe(before);
        (await context.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    private static OrchestratorContext Context(string connectionString)
    {
        var options = new DbContextOptionsBuilder<OrchestratorContext>();
        options.UseOrchestratorStorage(connectionString);
        return new(options.Options);
    }

    private static async Task<List<string>> ReadAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(Columns);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
