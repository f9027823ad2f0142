using Microsoft.EntityFrameworkCore;
using Npgsql;
using RouterAlertAssurance.Collector.History;

namespace RouterAlertAssurance.Collector.Tests.History;

/// <summary>Migrations are written by hand and have no snapshot: this is what finds a model that went on without them.</summary>
public sealed class SchemaTests
{
    private const string Columns = """
        SELECT format('%s.%s %s null=%s default=%s identity=%s', table_name, column_name, udt_name, is_nullable, column_default, identity_generation)
        FROM information_schema.columns WHERE table_schema = 'collector' AND table_name <> '__migrations'
        """;

    private const string Constraints = """
        SELECT format('%s %s %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) FROM pg_constraint c
        JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = 'collector' AND c.conrelid::regclass::text NOT LIKE '%\_\_migrations%' AND c.contype <> 'n'
        """;

    private const string Indexes = """
        SELECT indexdef FROM pg_indexes WHERE schemaname = 'collector' AND tablename <> '__migrations'
        """;

    [Fact]
    public async Task Migrations_OnAnEmptyDatabase_MakeWhatTheModelDescribes()
    {
        var migrated = TestDatabase.Fresh();
        await using (var database = Open(migrated))
        {
            await database.MigrateAsync(TestContext.Current.CancellationToken);
        }

        var described = TestDatabase.Fresh("described");
        await using (var database = Open(described))
        {
            await using var context = database.CreateContext();
            await ExecuteAsync(described, context.Database.GenerateCreateScript());
        }

        var (actual, expected) = (await DescribeAsync(migrated), await DescribeAsync(described));
        actual.Except(expected).Select(line => $"migrated: {line}").Concat(expected.Except(actual).Select(line => $"model: {line}")).ShouldBeEmpty();
        actual.Count.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Migrations_Twice_ChangeNothing()
    {
        var connection = TestDatabase.Fresh();
        await using var database = Open(connection);
        await database.MigrateAsync(TestContext.Current.CancellationToken);
        var before = await DescribeAsync(connection);

        await database.MigrateAsync(TestContext.Current.CancellationToken);

        (await DescribeAsync(connection)).ShouldBe(before);
        (await QueryAsync(connection, "SELECT \"MigrationId\" FROM collector.__migrations")).ShouldBe(["20261121000000_InitialSchema"]);
    }

    private static HistoryDatabase Open(string connectionString) => new(new CollectorOptions { ConnectionString = connectionString }, TimeProvider.System);

    private static async Task<List<string>> DescribeAsync(string connectionString) =>
        [.. await QueryAsync(connectionString, Columns), .. await QueryAsync(connectionString, Constraints), .. await QueryAsync(connectionString, Indexes)];

    private static async Task<List<string>> QueryAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
