namespace RouterAlertAssurance.TestKit.Postgres;

/// <summary>
/// A fresh, empty database for a test class (<c>IClassFixture&lt;PostgresFixture&gt;</c>), on a real server that is shared by the test
/// assembly. Nothing is started until a test asks for the connection string; a machine without PostgreSQL skips that test.
/// </summary>
public sealed class PostgresFixture : IDisposable
{
    private readonly Lazy<string> _connectionString;
    private readonly string _database = $"test_{Guid.NewGuid():N}";

    /// <summary>Prepares the fixture; starts nothing.</summary>
    public PostgresFixture() => _connectionString = new Lazy<string>(Create);

    /// <summary>An Npgsql connection string to the class's own database, whose owner the tests are (superuser).</summary>
    public string ConnectionString
    {
        get
        {
            Requirement.Postgres();
            return _connectionString.Value;
        }
    }

    /// <summary>Makes one more empty database and returns its connection string; it lives as long as the server.</summary>
    public static string CreateDatabase()
    {
        Requirement.Postgres();
        var name = $"test_{Guid.NewGuid():N}";
        PostgresServer.Shared.CreateDatabase(name);
        return PostgresServer.Shared.ConnectionString(name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_connectionString.IsValueCreated)
        {
            PostgresServer.Shared.DropDatabase(_database);
        }
    }

    private string Create()
    {
        PostgresServer.Shared.CreateDatabase(_database);
        return PostgresServer.Shared.ConnectionString(_database);
    }
}
