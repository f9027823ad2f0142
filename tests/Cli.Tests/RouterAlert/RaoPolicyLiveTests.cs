using System.Diagnostics;
using System.Text.Json;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.RouterAlert;

/// <summary>The command on the rules, of nft and of iptables, and the programs of a network namespace of its own.</summary>
public sealed class RaoPolicyLiveTests : IDisposable
{
    // A multicast router, sockets that take RSVP and UDP, and a listener of queue 7; then three packets of RSVP with Router Alert of 40 octets to itself.
    private const string Program = """
        import socket, struct, sys
        def raw(protocol): return socket.socket(2, socket.SOCK_RAW, protocol)
        rsvp, udp, router = raw(46), raw(17), raw(2)
        rsvp.setsockopt(0, 5, 1); udp.setsockopt(0, 5, 1)
        router.setsockopt(0, 200, 1); router.setsockopt(0, 202, struct.pack('=HBBIII', 0, 8, 1, 0, socket.if_nametoindex('to-a'), 0))
        queue = socket.socket(16, 3, 12); queue.bind((0, 0))
        body = struct.pack('=BBHHHBBH', 0, 0, socket.htons(7), 8, 1, 1, 0, 0)
        queue.send(struct.pack('=IHHII', 16 + len(body), 0x302, 5, 1, 0) + body)
        answer = queue.recv(4096); assert struct.unpack('=i', answer[16:20])[0] == 0, answer
        sender = raw(46); sender.setsockopt(0, 4, bytes([148, 4, 0, 0]))
        for i in range(3): sender.sendto(bytes(16), ('127.0.0.1', 0))
        print('ready', flush=True)
        sys.stdin.read()
        """;

    private const string Rules = """
        table inet t {
          chain first { type filter hook prerouting priority -300; policy accept;
            ip option ra exists meta l4proto 46 limit rate over 1/hour burst 1 packets counter drop comment "rsvp"
          }
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const string Part = "p";
    private readonly NetworkNamespaces _network = new(Part);
    private readonly TemporaryDirectory _folder = new();
    private readonly Process _program;

    public RaoPolicyLiveTests()
    {
        Requirement.Command("nft", "nftables");
        Requirement.Command("iptables-nft", "iptables");
        Requirement.Command("python3", "python3");
        Requirement.Need(File.Exists(RepositoryPaths.Raa), $"the command itself is needed: dotnet build src/Cli makes {RepositoryPaths.Raa}");
        _network.Ip(Part, "link", "set", "lo", "up");
        _network.Ip(Part, "link", "add", "to-a", "type", "veth", "peer", "name", "to-b");
        In("nft", "-f", _folder.Write("rules.nft", Rules));
        In("iptables-nft", "-t", "mangle", "-A", "FORWARD", "-p", "113", "-j", "NFQUEUE", "--queue-num", "7");
        _program = Process.Start(new ProcessStartInfo("ip", ["netns", "exec", _network.NameOf(Part), "python3", "-c", Program]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
    }

    public void Dispose()
    {
        _program.StandardInput.Close();
        _program.WaitForExit(Patience);
        _program.Dispose();
        _network.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Policy_ThisMachine_TellsProgramsCountersAndWhatTheyTakeOfNoInterest()
    {
        (await _program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken)).ShouldBe("ready");

        var text = Policy();

        text.ShouldContain($"(process {_program.Id}) takes transit UDP over IPv4 out of forwarding (IP_ROUTER_ALERT).\n");
        text.ShouldContain($"(process {_program.Id}) takes transit IGMP out of forwarding: it routes multicast on to-a.\n");
        text.ShouldContain($"(process {_program.Id}) listens to queue 7.\n");
        text.ShouldContain("UDP over IPv4 is taken out of forwarding by python3");
        text.ShouldContain("PGM over IPv4 is handed to the program behind queue 7 by rule ");
        using var answer = JsonDocument.Parse(Policy("--json"));
        answer.RootElement.GetProperty("takers").GetArrayLength().ShouldBe(4);
        var rule = answer.RootElement.GetProperty("rules").EnumerateArray().First(rule => rule.GetProperty("place").GetString()!.EndsWith("(rsvp)", StringComparison.Ordinal));
        (rule.GetProperty("burst").GetInt32(), rule.GetProperty("packets").GetInt64(), rule.GetProperty("octets").GetInt64()).ShouldBe((1, 2L, 80L));
    }

    private string Policy(params string[] more) => In([RepositoryPaths.Raa, "rao", "policy", .. more]);

    private string In(params string[] command) => _network.In(Part, command);
}
