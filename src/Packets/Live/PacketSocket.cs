using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Packets.Live;

/// <summary>The system calls of a packet socket (packet(7)), in the network namespace of the calling thread.</summary>
public static partial class PacketSocket
{
    internal const int EPerm = 1;
    internal const int EAfNoSupport = 97;

    private const int FamilyPacket = 17;
    private const int TypeDatagram = 2;
    private const int TypeRaw = 3;
    private const int CloseOnExec = 0x80000;
    private const int LevelPacket = 263;
    private const int LevelSocket = 1;
    private const int PendingError = 4;
    private const ushort EveryFrame = 3;
    private const short PollIn = 1;
    private const short PollError = 8;

    /// <summary>Options of the level of packet sockets (linux/if_packet.h).</summary>
    internal enum Option
    {
        RxRing = 5,
        Statistics = 6,
        Version = 10,
        Fanout = 18,
    }

    /// <summary>A socket that gets nothing yet: with a protocol it would take packets before its ring and filter are there.</summary>
    /// <param name="isFromNetwork">Whether packets begin with the network header (SOCK_DGRAM), whatever the link layer is.</param>
    /// <returns>Its descriptor; negative when the kernel refuses, and the error is the last one of the platform.</returns>
    public static int Open(bool isFromNetwork = false) => CreateSocket(FamilyPacket, (isFromNetwork ? TypeDatagram : TypeRaw) | CloseOnExec, 0);

    internal static int Set(int socket, Option option, ReadOnlySpan<int> value) =>
        SetOption(socket, LevelPacket, (int)option, MemoryMarshal.AsBytes(value), value.Length * sizeof(int));

    internal static bool Get(int socket, Option option, Span<uint> value)
    {
        var length = value.Length * sizeof(uint);
        return GetOption(socket, LevelPacket, (int)option, MemoryMarshal.AsBytes(value), ref length) == 0;
    }

    /// <summary>Lets a socket get packets.</summary>
    /// <param name="socket">Its descriptor.</param>
    /// <param name="interfaceIndex">The interface they pass; 0 for all.</param>
    /// <param name="etherType">What kind of frame they come in; by default every one.</param>
    /// <returns>Negative when the kernel refuses; the error is the last one of the platform.</returns>
    public static int BindTo(int socket, int interfaceIndex, ushort etherType = EveryFrame)
    {
        // struct sockaddr_ll: family, protocol in network order, interface.
        Span<byte> address = stackalloc byte[20];
        address.Clear();
        MemoryMarshal.Write(address, (ushort)FamilyPacket);
        BinaryPrimitives.WriteUInt16BigEndian(address[2..], etherType);
        MemoryMarshal.Write(address[4..], interfaceIndex);
        return Bind(socket, address, address.Length);
    }

    /// <summary>How many packets a socket lost for want of room since the last time it was asked.</summary>
    /// <param name="socket">Its descriptor.</param>
    /// <exception cref="InvalidOperationException">The kernel does not say: the descriptor is none of a packet socket.</exception>
    public static long TakeLost(int socket)
    {
        Span<uint> values = stackalloc uint[2];
        TakeStatistics(socket, values);
        return values[1];
    }

    // Zero would be a statement: that nothing was lost.
    internal static void TakeStatistics(int socket, Span<uint> values)
    {
        if (!Get(socket, Option.Statistics, values))
        {
            throw new InvalidOperationException($"the kernel does not tell what a packet socket lost: error {LastError()}");
        }
    }

    internal static nint Map(int socket, int length)
    {
        const int readWrite = 3;
        const int shared = 1;
        return MapMemory(0, length, readWrite, shared, socket, 0);
    }

    internal static void Unmap(nint memory, int length) => _ = UnmapMemory(memory, length);

    internal static void Close(int socket) => _ = CloseDescriptor(socket);

    /// <summary>A list of all interfaces (if_nameindex(3)), to be freed; null when it cannot be made.</summary>
    internal static nint Interfaces() => NameIndex();

    internal static void FreeInterfaces(nint list)
    {
        if (list != 0)
        {
            FreeNameIndex(list);
        }
    }

    internal static uint IndexOf(string name) => InterfaceIndex(name);

    /// <summary>Waits for a packet. False when none came in time; also when the interface went down or away, which is told once: the next wait is for when it is back.</summary>
    internal static bool Wait(int socket, int milliseconds, out bool isDown)
    {
        var poll = new PollRequest { Descriptor = socket, Events = PollIn };
        var ready = Poll(ref poll, 1, milliseconds);
        isDown = ready > 0 && (poll.Returned & PollError) != 0;
        if (isDown)
        {
            TakeError(socket);
        }

        return ready > 0 && (poll.Returned & PollIn) != 0;
    }

    // An error that nobody takes ends every wait at once.
    private static void TakeError(int socket)
    {
        Span<uint> error = stackalloc uint[1];
        var length = sizeof(uint);
        _ = GetOption(socket, LevelSocket, PendingError, MemoryMarshal.AsBytes(error), ref length);
    }

    internal static int LastError() => Marshal.GetLastPInvokeError();

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
