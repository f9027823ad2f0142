using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Packets.Live;

/// <summary>The system calls of a packet socket (packet(7)), in the network namespace of the calling thread.</summary>
internal static partial class PacketSocket
{
    public const int EPerm = 1;
    public const int EInvalid = 22;

    private const int FamilyPacket = 17;
    private const int TypeDatagram = 2;
    private const int TypeRaw = 3;
    private const int CloseOnExec = 0x80000;
    private const int LevelPacket = 263;
    private const ushort AllProtocols = 0x0300;
    private const short PollIn = 1;
    private const short PollError = 8;

    /// <summary>Options of the level of packet sockets (linux/if_packet.h).</summary>
    public enum Option
    {
        RxRing = 5,
        Statistics = 6,
        Version = 10,
        Fanout = 18,
    }

    /// <summary>A socket that gets nothing yet: with a protocol it would take packets before its ring is there, and lose them.</summary>
    /// <param name="isFromNetwork">Whether packets begin with the network header (SOCK_DGRAM), whatever the link layer is.</param>
    public static int Open(bool isFromNetwork = false) => CreateSocket(FamilyPacket, (isFromNetwork ? TypeDatagram : TypeRaw) | CloseOnExec, 0);

    public static int Set(int socket, Option option, ReadOnlySpan<int> value) =>
        SetOption(socket, LevelPacket, (int)option, MemoryMarshal.AsBytes(value), value.Length * sizeof(int));

    public static bool Get(int socket, Option option, Span<uint> value)
    {
        var length = value.Length * sizeof(uint);
        return GetOption(socket, LevelPacket, (int)option, MemoryMarshal.AsBytes(value), ref length) == 0;
    }

    public static int BindTo(int socket, int interfaceIndex)
    {
        // struct sockaddr_ll: family, protocol in network order, interface.
        Span<byte> address = stackalloc byte[20];
        address.Clear();
        MemoryMarshal.Write(address, (ushort)FamilyPacket);
        MemoryMarshal.Write(address[2..], AllProtocols);
        MemoryMarshal.Write(address[4..], interfaceIndex);
        return Bind(socket, address, address.Length);
    }

    public static nint Map(int socket, int length)
    {
        const int readWrite = 3;
        const int shared = 1;
        return MapMemory(0, length, readWrite, shared, socket, 0);
    }

    public static void Unmap(nint memory, int length) => _ = UnmapMemory(memory, length);

    public static void Close(int socket) => _ = CloseDescriptor(socket);

    /// <summary>A list of all interfaces (if_nameindex(3)), to be freed; null when it cannot be made.</summary>
    public static nint Interfaces() => NameIndex();

    public static void FreeInterfaces(nint list)
    {
        if (list != 0)
        {
            FreeNameIndex(list);
        }
    }

    public static uint IndexOf(string name) => InterfaceIndex(name);

    /// <summary>Waits for a packet. False when none came in time; also when the interface went away, which the next wait tells again.</summary>
    public static bool Wait(int socket, int milliseconds, out bool isBroken)
    {
        var poll = new PollRequest { Descriptor = socket, Events = PollIn };
        var ready = Poll(ref poll, 1, milliseconds);
        isBroken = ready > 0 && (poll.Returned & PollError) != 0;
        return ready > 0 && (poll.Returned & PollIn) != 0;
    }

    public static int LastError() => Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(int socket, int level, int option, ReadOnlySpan<byte> value, int length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int GetOption(int socket, int level, int option, Span<byte> value, ref int length);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(int socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MapMemory(nint address, nint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int UnmapMemory(nint address, nint length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CloseDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "if_nametoindex", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint InterfaceIndex(string name);

    [LibraryImport("libc", EntryPoint = "if_nameindex", SetLastError = true)]
    private static partial nint NameIndex();

    [LibraryImport("libc", EntryPoint = "if_freenameindex")]
    private static partial void FreeNameIndex(nint list);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollRequest request, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
