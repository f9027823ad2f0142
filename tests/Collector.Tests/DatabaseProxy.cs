using System.Collections.Concurrent;
using System.Net.Sockets;
using Npgsql;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Collector.Tests;

/// <summary>Stands between the collector and the database, to take it away, make it silent, or cut a connection in the middle of something.</summary>
internal sealed class DatabaseProxy : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly string _target;
    private readonly string _socket;
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly CancellationTokenSource _end = new();
    private Socket? _listener;
    private Func<ReadOnlyMemory<byte>, bool>? _cut;
    private Func<ReadOnlyMemory<byte>, bool>? _cutAfter;
    private TaskCompletionSource? _pause;

    public DatabaseProxy(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        _target = Path.Combine(builder.Host!, ".s.PGSQL.5432");
        _socket = _folder.Combine(".s.PGSQL.5432");
        builder.Host = _folder.Path;
        ConnectionString = builder.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>How often a cut was made.</summary>
    public int Cuts { get; private set; }

    public void Start()
    {
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(_socket));
        _listener.Listen();
        _ = AcceptAsync(_listener);
    }

    /// <summary>As if the server was killed.</summary>
    public void Kill()
    {
        _listener?.Dispose();
        File.Delete(_socket);
        foreach (var socket in _open.Keys)
        {
            socket.Dispose();
        }

        _open.Clear();
    }

    /// <summary>Nothing gets through any more, while connections stay open.</summary>
    public void Pause() => _pause = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume()
    {
        _pause?.TrySetResult();
        _pause = null;
    }

    /// <summary>Cuts the connection, once, in place of a request that holds the text.</summary>
    public void CutBefore(string text) => _cut = data => data.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>Passes on the request that holds the text, and cuts the connection, once, before its answer comes back.</summary>
    public void CutAfter(string text) => _cutAfter = data => data.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Resume();
        Kill();
        _folder.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync(_end.Token);
                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_target), _end.Token);
                _open[client] = 0;
                _open[server] = 0;
                _ = CopyAsync(client, server, requests: true);
                _ = CopyAsync(server, client, requests: false);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The listener was closed: the database is away.
            return;
        }
    }

    private async Task CopyAsync(Socket from, Socket to, bool requests)
    {
        var buffer = new byte[65536];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, _end.Token)) > 0)
            {
                await (_pause?.Task ?? Task.CompletedTask);
                var data = buffer.AsMemory(0, read);
                if (requests && _cut?.Invoke(data) == true)
                {
                    _cut = null;
                    Cuts++;
                    break;
                }

                if (requests && _cutAfter?.Invoke(data) == true)
                {
                    _cutAfter = null;
                    Cuts++;
                    // The answer finds nobody; the request itself arrives.
                    from.Dispose();
                    await to.SendAsync(data, _end.Token);
                    await to.ReceiveAsync(buffer, _end.Token);
                    break;
                }

                await to.SendAsync(data, _end.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side has gone; the other follows below.
        }

        from.Dispose();
        to.Dispose();
    }
}
