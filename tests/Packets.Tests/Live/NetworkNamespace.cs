using System.Net.Sockets;
using System.Runtime.InteropServices;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Packets.Tests.Live;

/// <summary>A network namespace with the veth pair <c>near</c> and <c>far</c>, both ends in it, where nothing is sent but by the test.</summary>
internal sealed partial class NetworkNamespace : IDisposable
{
    private const string Part = "p";
    private const int FamilyPacket = 17;
    private const int TypeRaw = 3;
    private readonly NetworkNamespaces _namespaces = new(Part);

    public NetworkNamespace()
    {
        Ip("link", "add", "near", "type", "veth", "peer", "name", "far");
        foreach (var end in (string[])["near", "far"])
        {
            _namespaces.In(Part, "sysctl", "-qw", $"net.ipv6.conf.{end}.disable_ipv6=1");
            Ip("link", "set", end, "up");
        }
    }

    public void Ip(params string[] arguments) => _namespaces.Ip(Part, arguments);

    public void Dispose() => _namespaces.Dispose();

    /// <summary>Runs something on a thread of the namespace; what it opens stays there.</summary>
    public T Inside<T>(Func<T> action) => _namespaces.Inside(Part, action);

    /// <summary>A socket that puts frames on an interface as they are.</summary>
    public Socket Sender(string name) => Inside(() =>
    {
        var descriptor = CreateSocket(FamilyPacket, TypeRaw, 0);
        descriptor.ShouldBeGreaterThanOrEqualTo(0);
        var address = new byte[20];
        MemoryMarshal.Write(address, (ushort)FamilyPacket);
        MemoryMarshal.Write(address.AsSpan(4), InterfaceIndex(name));
        Bind(descriptor, address, address.Length).ShouldBe(0);
        return new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));
    });

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(int descriptor, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "if_nametoindex", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint InterfaceIndex(string name);
}
