using System.Diagnostics;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Probes.Tests.Network;

/// <summary>A - R1 - R2 - R3 - B, each a namespace of its own; rules are loaded at the routers.</summary>
internal sealed class RouterChain : IDisposable
{
    public const string SourceV4 = "10.1.0.2";
    public const string DestinationV4 = "10.4.0.2";
    public const string SourceV6 = "fd00:1::2";
    public const string DestinationV6 = "fd00:4::2";

    private static readonly string[] Parts = ["a", "r1", "r2", "r3", "b"];
    private readonly NetworkNamespaces _namespaces = new(Parts);
    private readonly List<Process> _programs = [];

    public RouterChain()
    {
        foreach (var part in Parts)
        {
            In(part, "sysctl", "-qw", "net.ipv6.conf.default.accept_dad=0");
            In(part, "ip", "link", "set", "lo", "up");
        }

        for (var link = 1; link < Parts.Length; link++)
        {
            Connect(Parts[link - 1], Parts[link], link);
        }

        foreach (var router in Parts[1..4])
        {
            In(router, "sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1");
        }

        for (var part = 0; part < Parts.Length; part++)
        {
            Route(part);
        }
    }

    public string NameOf(string part) => _namespaces.NameOf(part);

    /// <summary>Loads a ruleset at a router in place of what it had.</summary>
    public void Load(string router, string ruleset)
    {
        In(router, "nft", "flush", "ruleset");
        var file = Path.GetTempFileName();
        File.WriteAllText(file, ruleset);
        In(router, "nft", "-f", file);
        File.Delete(file);
    }

    /// <summary>Takes away what <see cref="Load"/> and <see cref="Punt"/> did.</summary>
    public void Reset()
    {
        foreach (var program in _programs)
        {
            program.StandardInput.Close();
            program.WaitForExit();
            program.Dispose();
        }

        _programs.Clear();
        foreach (var router in Parts[1..4])
        {
            In(router, "nft", "flush", "ruleset");
        }
    }

    /// <summary>Starts a program at a router that takes packets with Router Alert of a protocol out of forwarding and does nothing with them.</summary>
    public void Punt(string router, int protocol)
    {
        var program = $"import socket,sys\ns=socket.socket(socket.AF_INET,socket.SOCK_RAW,{protocol})\ns.setsockopt(socket.IPPROTO_IP,5,1)\nprint('ready',flush=True)\nsys.stdin.read()";
        var process = Process.Start(new ProcessStartInfo("ip", ["netns", "exec", NameOf(router), "python3", "-c", program]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _programs.Add(process);
        process.StandardOutput.ReadLine().ShouldBe("ready");
    }

    public string In(string part, params string[] command) => _namespaces.In(part, command);

    public void Dispose()
    {
        Reset();
        _namespaces.Dispose();
    }

    // Link N carries 10.N.0.0/24 and fd00:N::/64; the left end has .1, the right one .2, but A has .2 and R1 .1 as in the reference.
    private void Connect(string left, string right, int link)
    {
        var (first, second) = ($"to-{right}", $"to-{left}");
        Command.Run("ip", ["link", "add", first, "netns", NameOf(left), "type", "veth", "peer", "name", second, "netns", NameOf(right)]);
        var (leftHost, rightHost) = link == 1 ? (2, 1) : (1, 2);
        foreach (var (part, name, host) in ((string, string, int)[])[(left, first, leftHost), (right, second, rightHost)])
        {
            In(part, "ip", "address", "add", $"10.{link}.0.{host}/24", "dev", name);
            In(part, "ip", "address", "add", $"fd00:{link}::{host}/64", "dev", name, "nodad");
            In(part, "ip", "link", "set", name, "up");
        }
    }

    private void Route(int part)
    {
        for (var link = 1; link < Parts.Length; link++)
        {
            var (isRight, isLeft) = (link > part + 1, link < part);
            if (isRight || isLeft)
            {
                var neighbour = isRight ? part + 1 : part;
                var host = isRight ? 2 : neighbour == 1 ? 2 : 1;
                host = isRight && neighbour == 1 ? 1 : host;
                In(Parts[part], "ip", "route", "add", $"10.{link}.0.0/24", "via", $"10.{neighbour}.0.{host}");
                In(Parts[part], "ip", "-6", "route", "add", $"fd00:{link}::/64", "via", $"fd00:{neighbour}::{host}");
            }
        }
    }
}
