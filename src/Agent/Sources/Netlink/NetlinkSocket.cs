using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>A route netlink socket; the seam at which tests break the stream.</summary>
internal interface INetlinkSocket : IDisposable
{
    /// <summary>The datagram's length, or <see cref="NetlinkSocket.Overrun"/> when the kernel dropped messages because we were slow.</summary>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    void Send(ReadOnlySpan<byte> message);
}

/// <summary>Opens route netlink sockets in the network namespace of the calling thread.</summary>
internal interface INetlinkSocketFactory
{
    /// <param name="groups">Bits of the multicast groups to join; 0 for requests only.</param>
    /// <exception cref="SocketException">The kernel refuses.</exception>
    INetlinkSocket Open(uint groups);
}

internal sealed partial class NetlinkSocket : INetlinkSocket
{
    public const int Overrun = -1;

    private const int FamilyNetlink = 16, TypeRaw = 3, CloseOnExec = 0x80000, ProtocolRoute = 0;
    private const int ReceiveBufferBytes = 1 << 20;

    // .NET does not know the address family, but its socket engine drives any descriptor that it is given.
    private readonly Socket _socket;

    private NetlinkSocket(Socket socket) => _socket = socket;

    public static NetlinkSocket Open(uint groups)
    {
        var descriptor = CreateSocket(FamilyNetlink, TypeRaw | CloseOnExec, ProtocolRoute);
        if (descriptor < 0)
        {
            throw new SocketException(Marshal.GetLastPInvokeError(), "Cannot open a netlink socket");
        }

        var handle = new SafeSocketHandle(descriptor, ownsHandle: true);
        Span<uint> address = [FamilyNetlink, 0, groups];
        if (Bind(descriptor, MemoryMarshal.AsBytes(address), 12) < 0)
        {
            handle.Dispose();
            throw new SocketException(Marshal.GetLastPInvokeError(), "Cannot bind a netlink socket");
        }

        return new NetlinkSocket(new Socket(handle) { ReceiveBufferSize = ReceiveBufferBytes });
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _socket.ReceiveAsync(buffer, cancellationToken);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.NoBufferSpaceAvailable)
        {
            return Overrun;
        }
    }

    public void Send(ReadOnlySpan<byte> message) => _socket.Send(message);

    public void Dispose() => _socket.Dispose();

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(int descriptor, ReadOnlySpan<byte> address, int length);
}

internal sealed class NetlinkSocketFactory : INetlinkSocketFactory
{
    public INetlinkSocket Open(uint groups) => NetlinkSocket.Open(groups);
}
