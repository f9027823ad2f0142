using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// Sends frames of 64 octets, UDP with Router Alert from 4,096 forged senders, on an interface of the namespace it is started in, as fast as one processor
/// can and for as long as was said.
/// </summary>
internal static unsafe partial class FloodSender
{
    private const int Frames = 4096;
    private const int FrameLength = 64;
    private const int PerCall = 64;
    private const int MessageHeader = 64;
    private const int FamilyPacket = 17;
    private const int TypeRaw = 3;
    private const int LevelPacket = 263;
    private const int QueueBypass = 20;

    /// <param name="options">Interface and seconds.</param>
    public static int Run(string[] options)
    {
        if (options is not [var name, var text] || !double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) || seconds > 60)
        {
            Console.Error.WriteLine("flood: name the interface and the seconds, 60 at most");
            return 2;
        }

        var socket = Open(name);
        if (socket < 0)
        {
            Console.Error.WriteLine($"flood: cannot send on {name}: error {Marshal.GetLastPInvokeError()}");
            return 1;
        }

        Console.WriteLine(Send(socket, seconds));
        return 0;
    }

    private static int Open(string name)
    {
        var socket = CreateSocket(FamilyPacket, TypeRaw, 0);
        ReadOnlySpan<int> yes = [1];
        _ = SetOption(socket, LevelPacket, QueueBypass, MemoryMarshal.AsBytes(yes), sizeof(int));
        Span<byte> address = stackalloc byte[20];
        address.Clear();
        MemoryMarshal.Write(address, (ushort)FamilyPacket);
        MemoryMarshal.Write(address[4..], InterfaceIndex(name));
        return Bind(socket, address, address.Length) < 0 ? -1 : socket;
    }

    private static long Send(int socket, double seconds)
    {
        var octets = (byte*)NativeMemory.AllocZeroed(Frames * FrameLength);
        var parts = (nint*)NativeMemory.AllocZeroed(Frames * 2 * (nuint)sizeof(nint));
        var messages = (byte*)NativeMemory.AllocZeroed(Frames * MessageHeader);
        for (var number = 0; number < Frames; number++)
        {
            Write(new Span<byte>(octets + (number * FrameLength), FrameLength), number);
            // struct iovec, and of struct mmsghdr where it is and that there is one.
            (parts[number * 2], parts[(number * 2) + 1]) = ((nint)(octets + (number * FrameLength)), FrameLength);
            var header = (nint*)(messages + (number * MessageHeader));
            (header[2], header[3]) = ((nint)(parts + (number * 2)), 1);
        }

        long sent = 0;
        var began = Stopwatch.GetTimestamp();
        for (var at = 0; Stopwatch.GetElapsedTime(began).TotalSeconds < seconds; at = (at + PerCall) % Frames)
        {
            sent += Math.Max(0, SendMessages(socket, messages + (at * MessageHeader), PerCall, 0));
        }

        return sent;
    }

    private static void Write(Span<byte> frame, int number)
    {
        frame[..6].Fill(0xFF);
        frame[6] = 2;
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], 0x0800);
        var ip = frame[14..];
        ip[0] = 0x46;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], FrameLength - 14);
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], (ushort)number);
        (ip[8], ip[9]) = (64, (byte)IpProtocol.Udp);
        BinaryPrimitives.WriteUInt32BigEndian(ip[12..], 0x0A000000 + (((uint)number * 2_654_435_761) & 0xFFFFFF));
        BinaryPrimitives.WriteUInt32BigEndian(ip[16..], 0xC6336402);
        BinaryPrimitives.WriteUInt32BigEndian(ip[20..], 0x94040000);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], InternetChecksum.Of(ip[..24]));
        BinaryPrimitives.WriteUInt16BigEndian(ip[26..], 9);
        BinaryPrimitives.WriteUInt16BigEndian(ip[28..], FrameLength - 38);
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(int socket, int level, int option, ReadOnlySpan<byte> value, int length);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(int descriptor, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "if_nametoindex", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint InterfaceIndex(string name);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    private static partial int SendMessages(int socket, byte* messages, uint count, int flags);
}
