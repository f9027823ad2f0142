using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Npgsql;
using RouterAlertAssurance.TestKit.Postgres;

namespace RouterAlertAssurance.Collector.Tests;

/// <summary>
/// An empty database for a test. The tests of a class run one after the other and share one, emptied each time: a new database each costs 7 MB,
/// and as much time again to remove them all at the end.
/// </summary>
internal static class TestDatabase
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Databases = new(StringComparer.Ordinal);

    /// <param name="key">Set where a class needs several at the same time.</param>
    /// <param name="file">The file of the class.</param>
    public static string Fresh(string key = "", [CallerFilePath] string file = "")
    {
        var connectionString = Databases.GetOrAdd(file + key, _ => new Lazy<string>(PostgresFixture.CreateDatabase)).Value;
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        // What a test left behind may still hold locks.
        using var command = new NpgsqlCommand(
            """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
            DROP SCHEMA IF EXISTS collector CASCADE
            """,
            connection);
        command.ExecuteNonQuery();
        return connectionString;
    }
}
