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
        try
        {
            var path = Path.Combine(runDirectory, pathspace, $"{daemon}.vty");
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        }
        catch (SocketException exception) when (IsAbsent(exception.SocketErrorCode))
        {
            return FrrAnswer.NotRunning;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentOutOfRangeException)
        {
            throw new IOException($"{daemon}: {exception.Message}", exception);
        }

        return new FrrAnswer(true, await AskAsync(socket, daemon, commands, cancellationToken));
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
