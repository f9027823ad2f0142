using System.Runtime.InteropServices;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Support;

/// <summary>A network namespace of a test with a veth pair, gone at the end.</summary>
internal sealed partial class TestNamespace : IDisposable
{
    private const int NetworkNamespace = 0x40000000;

    public TestNamespace()
    {
        Name = $"raa-t{Guid.NewGuid():N}"[..12];
        Command.Run("ip", ["netns", "add", Name]);
        Ip("link", "add", "near", "type", "veth", "peer", "name", "far");
        Ip("addr", "add", "192.0.2.1/24", "dev", "near");
        Ip("link", "set", "near", "up");
        Ip("link", "set", "far", "up");
    }

    public string Name { get; }

    public void Ip(params string[] arguments) => Command.Run("ip", ["-n", Name, .. arguments]);

    /// <summary>Opens netlink sockets inside: a socket keeps the namespace of the thread that made it.</summary>
    public INetlinkSocketFactory Sockets => new Factory(Name);

    /// <summary>Takes the calling thread into the namespace, for good: it is to be one of the test's own.</summary>
    public void Enter()
    {
        using var handle = File.OpenHandle($"/run/netns/{Name}");
        if (SetNamespace((int)handle.DangerousGetHandle(), NetworkNamespace) != 0)
        {
            throw new InvalidOperationException($"Cannot enter {Name}");
        }
    }

    public void Dispose() => Command.Run("ip", ["netns", "del", Name]);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int descriptor, int kind);

    private sealed class Factory(string name) : INetlinkSocketFactory
    {
        public INetlinkSocket Open(uint groups)
        {
            INetlinkSocket? socket = null;
            // A thread of its own, which ends afterwards: no other work ever runs in the namespace.
            var thread = new Thread(() =>
            {
                using var handle = File.OpenHandle($"/run/netns/{name}");
                if (SetNamespace((int)handle.DangerousGetHandle(), NetworkNamespace) == 0)
                {
                    socket = NetlinkSocket.Open(groups);
                }
            });
            thread.Start();
            thread.Join();
            return socket ?? throw new InvalidOperationException($"Cannot enter {name}");
        }
    }
}
