using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace RouterAlertAssurance.Hosting.Access;

/// <summary>
/// The rule until sign-in exists: whoever can reach a loopback address or one of our Unix sockets works on this machine and may do everything.
/// </summary>
internal sealed class LocalCallerIdentification : ICallerIdentification
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    private static readonly LocalCaller Loopback = new("local");

    public ValueTask<ICallerIdentity?> IdentifyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var address = context.Connection.RemoteIpAddress;
        ICallerIdentity? caller = address is null ? OverUnixSocket(context) : IPAddress.IsLoopback(address) ? Loopback : null;
        return ValueTask.FromResult(caller);
    }

    private static LocalCaller OverUnixSocket(HttpContext context)
    {
        var items = context.Features.Get<IConnectionItemsFeature>()?.Items;
        if (items is not null && items.TryGetValue(typeof(LocalCaller), out var known) && known is LocalCaller caller)
        {
            return caller;
        }

        caller = context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket && PeerUser(socket) is { } user
            ? new LocalCaller($"local uid {user}")
            : Loopback;
        items?.TryAdd(typeof(LocalCaller), caller);
        return caller;
    }

    // struct ucred { pid_t pid; uid_t uid; gid_t gid; }, unix(7).
    private static uint? PeerUser(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<int> credentials = stackalloc int[3];
        try
        {
            return socket.GetRawSocketOption(SolSocket, SoPeerCred, MemoryMarshal.AsBytes(credentials)) == 12 ? (uint)credentials[1] : null;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The peer is already gone, and the server may have closed its end: the name is only for logs, so its absence is fine.
            return null;
        }
    }

    private sealed record LocalCaller(string Name) : ICallerIdentity
    {
        public bool Has(AccessLevel level) => true;
    }
}
