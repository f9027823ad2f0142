using System.Collections.Immutable;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Packets.Punting;

/// <summary>
/// A packet socket of the network namespace, as the kernel tells over netlink (sock_diag(7), AF_PACKET). Unlike PACKET_STATISTICS, which a look sets back, this
/// changes nothing, and needs no privilege.
/// </summary>
/// <param name="Inode">What it is called in <c>/proc/PID/fd</c>.</param>
/// <param name="Drops">Packets that found no room in it.</param>
public sealed partial record PacketSocketState(ulong Inode, long Drops)
{
    private const int FamilyNetlink = 16, TypeRaw = 3, CloseOnExec = 0x80000, ProtocolDiagnosis = 4;
    private const ushort ByFamily = 20, Done = 3, Error = 2, Dump = 0x301;
    private const int FamilyPacket = 17, ShowMemory = 0x10, MemoryAttribute = 6, DropsIndex = 8;
    private const int HeaderLength = 16, RequestLength = HeaderLength + 20, MessageLength = 16;

    /// <summary>Those of the calling thread's network namespace; none where the kernel does not tell (CONFIG_PACKET_DIAG).</summary>
    public static ImmutableArray<PacketSocketState> Read()
    {
        var descriptor = CreateSocket(FamilyNetlink, TypeRaw | CloseOnExec, ProtocolDiagnosis);
        if (descriptor < 0)
        {
            return [];
        }

        using var socket = new Socket(new SafeSocketHandle(descriptor, ownsHandle: true)) { ReceiveTimeout = 1000 };
        var found = ImmutableArray.CreateBuilder<PacketSocketState>();
        try
        {
            socket.Send(Request());
            var buffer = new byte[64 * 1024];
            while (Parse(buffer.AsSpan(0, socket.Receive(buffer)), found))
            {
                // More is to come.
            }
        }
        catch (SocketException)
        {
            return [];
        }

        return found.ToImmutable();
    }

    /// <summary>Takes in one datagram of the answer; false at its end.</summary>
    internal static bool Parse(ReadOnlySpan<byte> datagram, ImmutableArray<PacketSocketState>.Builder found)
    {
        while (datagram.Length >= HeaderLength)
        {
            var length = MemoryMarshal.Read<int>(datagram);
            var type = MemoryMarshal.Read<ushort>(datagram[4..]);
            if (length < HeaderLength || length > datagram.Length || type is Done or Error)
            {
                return false;
            }

            if (type == ByFamily && length >= HeaderLength + MessageLength)
            {
                var body = datagram[HeaderLength..length];
                found.Add(new(MemoryMarshal.Read<uint>(body[4..]), DropsOf(body[MessageLength..])));
            }

            datagram = datagram[Math.Min((length + 3) & ~3, datagram.Length)..];
        }

        return true;
    }

    // An array of 32-bit figures (SK_MEMINFO_DROPS).
    private static long DropsOf(ReadOnlySpan<byte> attributes)
    {
        while (attributes.Length >= 4)
        {
            var length = MemoryMarshal.Read<ushort>(attributes);
            if (length < 4 || length > attributes.Length)
            {
                return 0;
            }

            if (MemoryMarshal.Read<ushort>(attributes[2..]) == MemoryAttribute && length >= 4 + ((DropsIndex + 1) * 4))
            {
                return MemoryMarshal.Read<uint>(attributes[(4 + (DropsIndex * 4))..]);
            }

            attributes = attributes[Math.Min((length + 3) & ~3, attributes.Length)..];
        }

        return 0;
    }

    // struct nlmsghdr, then struct packet_diag_req: family, protocol, padding, inode, what to show, cookie.
    private static byte[] Request()
    {
        var request = new byte[RequestLength];
        MemoryMarshal.Write(request, RequestLength);
        MemoryMarshal.Write(request.AsSpan(4), ByFamily);
        MemoryMarshal.Write(request.AsSpan(6), Dump);
        request[HeaderLength] = FamilyPacket;
        MemoryMarshal.Write(request.AsSpan(HeaderLength + 8), ShowMemory);
        return request;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int family, int type, int protocol);
}
