using System.Net.Sockets;
using RouterAlertAssurance.Packets.Live;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Nftables.Tests.Evaluation;

/// <summary>A sender, a router and a receiver, each a namespace of its own; packets are put on the sender's wire and taken off the receiver's as they are.</summary>
internal sealed class RouterNamespaces : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(150);
    private readonly NetworkNamespaces _namespaces = new("a", "r", "b");
    private readonly byte[] _link;
    private readonly Socket _sender;
    private readonly PacketRing _receiver;

    public RouterNamespaces()
    {
        Connect("a", "a0", "r", "r0");
        Connect("r", "r1", "b", "b0");
        foreach (var setting in (string[])["net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1"])
        {
            In("r", "sysctl", "-qw", setting);
        }

        In("r", "ip", "address", "add", "192.0.2.254/24", "dev", "r0");
        In("r", "ip", "address", "add", "198.51.100.254/24", "dev", "r1");
        In("r", "ip", "-6", "route", "add", "2001:db8::1/128", "dev", "r0");
        In("r", "ip", "-6", "route", "add", "2001:db8::2/128", "dev", "r1");
        var receiver = HardwareAddress("b", "b0");
        In("r", "ip", "neighbour", "replace", "198.51.100.2", "lladdr", receiver, "dev", "r1", "nud", "permanent");
        In("r", "ip", "-6", "neighbour", "replace", "2001:db8::2", "lladdr", receiver, "dev", "r1", "nud", "permanent");
        _link = [.. HardwareAddress("r", "r0").Split(':').Select(octet => Convert.ToByte(octet, 16)), .. new byte[6]];
        _sender = _namespaces.Inside("a", () => PacketSender.Open("a0"));
        _receiver = _namespaces.Inside("b", () => PacketRing.Open("b0", new PacketRingOptions { Retire = TimeSpan.FromMilliseconds(5) }));
    }

    public string Load(string ruleset)
    {
        In("r", "nft", "flush", "ruleset");
        var file = Path.GetTempFileName();
        File.WriteAllText(file, ruleset);
        In("r", "nft", "-f", file);
        File.Delete(file);
        return In("r", "nft", "-j", "list", "ruleset");
    }

    /// <summary>Runs a program in the router.</summary>
    public string Run(params string[] command) => In("r", command);

    /// <summary>Sends a packet many times as fast as it goes; how many arrived.</summary>
    public int SendMany(byte[] packet, int times)
    {
        byte[] frame = [.. _link, .. (byte[])(packet[0] >> 4 == 6 ? [0x86, 0xDD] : [0x08, 0x00]), .. packet];
        for (var sent = 0; sent < times; sent++)
        {
            _sender.Send(frame);
        }

        var arrived = 0;
        while (_receiver.TryRead(Wait, out var found))
        {
            arrived += found.Bytes.Length >= frame.Length && found.Bytes[14] >> 4 == packet[0] >> 4 && found.Bytes[12] == frame[12] && IsSame(found.Bytes[14..], packet) ? 1 : 0;
        }

        return arrived;
    }

    /// <summary>Sends a packet through the router; the packet as it arrived, or null when it did not.</summary>
    public byte[]? Send(byte[] packet)
    {
        while (_receiver.TryRead(TimeSpan.Zero, out _))
        {
            // What came late for the packet before.
        }

        byte[] frame = [.. _link, .. (byte[])(packet[0] >> 4 == 6 ? [0x86, 0xDD] : [0x08, 0x00]), .. packet];
        _sender.Send(frame);
        while (_receiver.TryRead(Wait, out var found))
        {
            // Not what the receiver's own kernel sends by itself.
            if (found.Bytes.Length >= frame.Length && found.Bytes[14] >> 4 == packet[0] >> 4 && found.Bytes[12] == frame[12] && IsSame(found.Bytes[14..], packet))
            {
                return found.Bytes[14..(14 + packet.Length)].ToArray();
            }
        }

        return null;
    }

    public void Dispose()
    {
        _sender.Dispose();
        _receiver.Dispose();
        _namespaces.Dispose();
    }

    private static bool IsSame(ReadOnlySpan<byte> found, ReadOnlySpan<byte> packet) => packet[0] >> 4 == 6
        ? found[8..40].SequenceEqual(packet[8..40])
        : found[9] == packet[9] && found[12..20].SequenceEqual(packet[12..20]);

    private void Connect(string left, string first, string right, string second)
    {
        Command.Run("ip", ["link", "add", first, "netns", _namespaces.NameOf(left), "type", "veth", "peer", "name", second, "netns", _namespaces.NameOf(right)]);
        foreach (var (part, name) in ((string, string)[])[(left, first), (right, second)])
        {
            In(part, "sysctl", "-qw", $"net.ipv6.conf.{name}.disable_ipv6={(part == "r" ? 0 : 1)}");
            In(part, "ip", "link", "set", name, "up");
        }
    }

    private string HardwareAddress(string part, string name) => In(part, "cat", $"/sys/class/net/{name}/address").Trim();

    private string In(string part, params string[] command) => _namespaces.In(part, command);
}
