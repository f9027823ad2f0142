using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace RouterAlertAssurance.Hosting.Endpoints;

/// <summary>Makes the sockets the web server listens on; for Unix sockets it replaces a stale file and sets the mode.</summary>
internal static class BoundSockets
{
    public static Socket Create(EndPoint endpoint, UnixFileMode mode) =>
        endpoint is UnixDomainSocketEndPoint unix ? CreateUnix(unix, mode) : SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);

    private static Socket CreateUnix(UnixDomainSocketEndPoint endpoint, UnixFileMode mode)
    {
        var path = endpoint.ToString()!;
        RemoveStale(path, endpoint);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(endpoint);
            // Bound but not listening yet: nobody can connect before the mode is set.
            File.SetUnixFileMode(path, mode);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void RemoveStale(string path, UnixDomainSocketEndPoint endpoint)
    {
        var directory = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(directory))
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        if (!File.Exists(path))
        {
            return;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(endpoint);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(path))
        {
            File.Delete(path);
            return;
        }
        catch (SocketException other)
        {
            throw new IOException($"{path} exists and is not a socket that a stopped service left behind ({other.Message}); remove it by hand.", other);
        }

        throw new AddressInUseException($"Another process listens on {path}.");
    }

    // .NET has no word for "socket": it is what is neither a file with content, nor a directory, nor a link.
    private static bool IsSocket(string path)
    {
        var attributes = File.GetAttributes(path);
        return !attributes.HasFlag(FileAttributes.ReparsePoint) && new FileInfo(path).Length == 0;
    }
}
