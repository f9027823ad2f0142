using Npgsql;
using NpgsqlTypes;

namespace RouterAlertAssurance.Collector.History;

/// <summary>An open transaction, with short ways to send several statements in one round trip.</summary>
internal sealed class HistorySession(NpgsqlConnection connection, CancellationToken cancellationToken)
{
    private readonly List<NpgsqlBatchCommand> _pending = [];

    public NpgsqlConnection Connection => connection;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Adds a statement to the next <see cref="SendAsync"/>.</summary>
    public void Add(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(parameters);
        _pending.Add(command);
    }

    public async Task SendAsync()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in _pending)
        {
            batch.BatchCommands.Add(command);
        }

        _pending.Clear();
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public NpgsqlCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        return command;
    }

    public static NpgsqlParameter Value(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };

    /// <summary>A column of rows, for <c>unnest</c>: one parameter however many rows there are.</summary>
    public static NpgsqlParameter Column<TRow, TValue>(string name, NpgsqlDbType type, IEnumerable<TRow> rows, Func<TRow, TValue> value) =>
        new(name, NpgsqlDbType.Array | type) { Value = rows.Select(value).ToArray() };
}
