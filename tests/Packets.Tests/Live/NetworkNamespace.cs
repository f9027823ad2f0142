using System.Net.Sockets;
using System.Runtime.InteropServices;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Packets.Tests.Live;

/// <summary>A network namespace with the veth pair <c>near</c> and <c>far</c>, both ends in it, where nothing is sent but by the test.</summary>
internal sealed partial class NetworkNamespace : IDisposable
{
    private const int Kind = 0x40000000;
    private const int FamilyPacket = 17;
    private const int TypeRaw = 3;
    private readonly string _name = "raa-p" + Guid.NewGuid().ToString("N")[..8];

    public NetworkNamespace()
    {
        Requirement.Root();
        Requirement.Command("ip", "iproute2");
        Command.Run("ip", ["netns", "add", _name]);
        Ip("link", "add", "near", "type", "veth", "peer", "name", "far");
        foreach (var end in (string[])["near", "far"])
        {
            Command.Run("ip", ["netns", "exec", _name, "sysctl", "-qw", $"net.ipv6.conf.{end}.disable_ipv6=1"]);
            Ip("link", "set", end, "up");
        }
    }

    public void Ip(params string[] arguments) => Command.Run("ip", ["-n", _name, .. arguments]);

    public void Dispose() => Command.Run("ip", ["netns", "del", _name]);

    /// <summary>Runs something on a thread of the namespace; what it opens stays there.</summary>
    public T Inside<T>(Func<T> action)
    {
        var result = default(T);
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var handle = File.OpenHandle($"/run/netns/{_name}");
                SetNamespace((int)handle.DangerousGetHandle(), Kind).ShouldBe(0);
                result = action();
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException("failed in the namespace", failure);
    }

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

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int descriptor, int kind);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(int descriptor, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "if_nametoindex", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint InterfaceIndex(string name);
}
