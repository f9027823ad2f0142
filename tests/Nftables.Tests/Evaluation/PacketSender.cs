using System.Net.Sockets;
using System.Runtime.InteropServices;
using RouterAlertAssurance.Packets.Live;

namespace RouterAlertAssurance.Nftables.Tests.Evaluation;

/// <summary>A socket that puts frames on an interface as they are.</summary>
internal static partial class PacketSender
{
    private const int FamilyPacket = 17;
    private const int TypeRaw = 3;

    public static Socket Open(string name)
    {
        LiveInterface.Exists(name).ShouldBeTrue();
        var descriptor = CreateSocket(FamilyPacket, TypeRaw, 0);
        descriptor.ShouldBeGreaterThanOrEqualTo(0);
        var handle = new SafeSocketHandle(descriptor, ownsHandle: true);
        var address = new byte[20];
        MemoryMarshal.Write(address, (ushort)FamilyPacket);
        MemoryMarshal.Write(address.AsSpan(4), InterfaceIndex(name));
        Bind(descriptor, address, address.Length).ShouldBe(0);
        return new Socket(handle);
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(int descriptor, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "if_nametoindex", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint InterfaceIndex(string name);
}
