using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Support;

/// <summary>A network namespace of a test with a veth pair, gone at the end.</summary>
internal sealed class TestNamespace : IDisposable
{
    private const string Part = "t";
    private readonly NetworkNamespaces _namespaces = new(Part);

    public TestNamespace()
    {
        Ip("link", "add", "near", "type", "veth", "peer", "name", "far");
        Ip("addr", "add", "192.0.2.1/24", "dev", "near");
        Ip("link", "set", "near", "up");
        Ip("link", "set", "far", "up");
    }

    public string Name => _namespaces.NameOf(Part);

    public void Ip(params string[] arguments) => _namespaces.Ip(Part, arguments);

    /// <summary>Opens netlink sockets inside: a socket keeps the namespace of the thread that made it.</summary>
    public INetlinkSocketFactory Sockets => new Factory(Name);

    /// <summary>Takes the calling thread into the namespace, for good: it is to be one of the test's own.</summary>
    public void Enter() => NetworkNamespaces.Enter(Name);

    public void Dispose() => _namespaces.Dispose();

    private sealed class Factory(string name) : INetlinkSocketFactory
    {
        public INetlinkSocket Open(uint groups) => NetworkNamespaces.InsideNamed<INetlinkSocket>(name, () => NetlinkSocket.Open(groups));
    }
}
