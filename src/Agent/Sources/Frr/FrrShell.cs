using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace RouterAlertAssurance.Agent.Sources.Frr;

/// <summary>
/// Speaks to a daemon over the socket that <c>vtysh</c> uses: command and NUL there, text, three NULs and a status back. A process for each
/// round would cost a hundred times as much.
/// </summary>
internal sealed class FrrShell(string runDirectory) : IFrrShell
{
    private const int AnswerLimit = 16 << 20;
    private const byte Success = 0;

    public FrrShell()
        : this("/var/run/frr")
    {
    }

    public bool IsInstalled => Directory.Exists(runDirectory);

    public async Task<FrrAnswer> AskAsync(string pathspace, string daemon, ImmutableArray<string> commands, CancellationToken cancellationToken)
    {
        if (pathspace.AsSpan().IndexOfAny('/', '\0') >= 0 || pathspace is "." or "..")
        {
            throw new IOException($"'{pathspace}' is not a path space");
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var error = await ConnectAsync(socket, EndPointOf(pathspace, daemon));
        if (IsAbsent(error))
        {
            return FrrAnswer.NotRunning;
        }

        if (error != SocketError.Success)
        {
            throw new IOException($"{daemon}: {new SocketException((int)error).Message}");
        }

        return new FrrAnswer(true, await AskAsync(socket, daemon, commands, cancellationToken));
    }

    private UnixDomainSocketEndPoint EndPointOf(string pathspace, string daemon)
    {
        try
        {
            return new UnixDomainSocketEndPoint(Path.Combine(runDirectory, pathspace, $"{daemon}.vty"));
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new IOException($"{daemon}: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Connects without an exception for failure: a daemon that is not in use is asked for every few seconds. Connecting to a Unix socket is
    /// done at once or not at all, so there is nothing to cancel.
    /// </summary>
    private static async Task<SocketError> ConnectAsync(Socket socket, UnixDomainSocketEndPoint endpoint)
    {
        var completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var connection = new SocketAsyncEventArgs { RemoteEndPoint = endpoint };
        connection.Completed += (_, _) => completed.TrySetResult();
        if (socket.ConnectAsync(connection))
        {
            await completed.Task;
        }

        return connection.SocketError;
    }

    // No socket, or one that its daemon left behind.
    private static bool IsAbsent(SocketError error) => error is SocketError.ConnectionRefused or SocketError.AddressNotAvailable or SocketError.SocketError
        || (int)error == 2;

    private static async Task<ImmutableArray<JsonElement>> AskAsync(
        Socket socket, string daemon, ImmutableArray<string> commands, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(socket, daemon, "enable", cancellationToken);
            var documents = ImmutableArray.CreateBuilder<JsonElement>(commands.Length);
            foreach (var command in commands)
            {
                var text = await AskAsync(socket, daemon, command, cancellationToken);
                documents.Add(JsonElement.Parse(text.Span));
            }

            return documents.MoveToImmutable();
        }
        catch (SocketException exception)
        {
            throw new IOException($"{daemon}: {exception.Message}", exception);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> AskAsync(Socket socket, string daemon, string command, CancellationToken cancellationToken)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes(command + '\0'), cancellationToken);
        var buffer = new byte[4096];
        for (var length = 0; ;)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, length < AnswerLimit ? length * 2 : throw new IOException($"{daemon} answers more than {AnswerLimit >> 20} MB"));
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += read > 0 ? read : throw new IOException($"{daemon} closed the connection");
            if (length >= 4 && buffer.AsSpan(length - 4, 3).IndexOfAnyExcept((byte)0) < 0)
            {
                return buffer[length - 1] == Success
                    ? buffer.AsMemory(0, length - 4)
                    : throw new IOException($"{daemon} refused '{command}': {Encoding.UTF8.GetString(buffer.AsSpan(0, Math.Min(length - 4, 200))).Trim()}");
            }
        }
    }
}
