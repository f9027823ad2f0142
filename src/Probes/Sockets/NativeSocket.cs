using System.Net.Sockets;
using System.Runtime.InteropServices;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.Live;

namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>Sockets that .NET has no words for: raw ones of any protocol, and packet sockets (raw(7), packet(7)), in the network namespace of the calling thread.</summary>
internal static partial class NativeSocket
{
    private const int FamilyIpv4 = 2;
    private const int FamilyIpv6 = 10;
    private const int TypeRaw = 3;
    private const int NotPermitted = 1;
    private const int AccessDenied = 13;
    private const int CloseOnExec = 0x80000;
    private const int LevelIp = 0;
    private const int IpOptions = 4;
    private const int LevelSocket = 1;
    private const int ReceiveBufferByForce = 33;
    private const int ReceiveBuffer = 1 << 20;

    /// <summary>Opens a raw socket of a protocol.</summary>
    /// <exception cref="SocketException">It is refused; <see cref="IsNotPermitted"/> tells whether for want of CAP_NET_RAW.</exception>
    public static Socket OpenRaw(AddressFamily family, int protocol) => Own(CreateSocket(family == AddressFamily.InterNetworkV6 ? FamilyIpv6 : FamilyIpv4, TypeRaw | CloseOnExec, protocol));

    /// <summary>Whether a socket was refused because the process may not have it.</summary>
    public static bool IsNotPermitted(SocketException refused) => refused.SocketErrorCode == SocketError.AccessDenied;

    /// <summary>Opens a socket that gets every packet of a family as it comes in, from the IP header on, on every interface, and of those only what a filter lets through.</summary>
    /// <exception cref="SocketException">It is refused.</exception>
    public static Socket OpenTap(AddressFamily family, ReadOnlySpan<BpfInstruction> filter)
    {
        var socket = Own(PacketSocket.Open(isFromNetwork: true));
        try
        {
            var descriptor = (int)socket.Handle;
            if (!BpfProgram.TryAttach(descriptor, filter))
            {
                throw Refusal();
            }

            // Not granted in a user namespace: the usual buffer does there.
            ReadOnlySpan<int> size = [ReceiveBuffer];
            _ = SetOption(descriptor, LevelSocket, ReceiveBufferByForce, MemoryMarshal.AsBytes(size), sizeof(int));
            var frames = family == AddressFamily.InterNetworkV6 ? EtherType.Ipv6 : EtherType.Ipv4;
            return PacketSocket.BindTo(descriptor, interfaceIndex: 0, (ushort)frames) >= 0 ? socket : throw Refusal();
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sets the IPv4 options that a socket sends with; none to send without, which .NET has no way to say.</summary>
    /// <exception cref="SocketException">The kernel refuses them.</exception>
    public static void SetIpv4Options(Socket socket, ReadOnlySpan<byte> options)
    {
        if (SetOption((int)socket.Handle, LevelIp, IpOptions, options, options.Length) < 0)
        {
            throw Refusal();
        }
    }

    private static Socket Own(int descriptor) => descriptor >= 0 ? new Socket(new SafeSocketHandle(descriptor, ownsHandle: true)) : throw Refusal();

    private static SocketException Refusal()
    {
        var error = Marshal.GetLastPInvokeError();
        return new((int)(error is NotPermitted or AccessDenied ? SocketError.AccessDenied : SocketError.SocketError), $"error {error}");
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(int socket, int level, int option, ReadOnlySpan<byte> value, int length);
}
