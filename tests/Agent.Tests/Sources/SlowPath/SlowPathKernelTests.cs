using System.Diagnostics;
using RouterAlertAssurance.Packets.Punting;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources.SlowPath;

/// <summary>The real kernel: a program in a network namespace of its own, with sockets of every kind.</summary>
public sealed class SlowPathKernelTests : IDisposable
{
    private const int Waits = 30_000;

    // Raw sockets of five kinds, a queue, and for each line of input a step; answers each with a line.
    private const string Program = """
        import socket, struct, sys
        def raw(family, protocol): return socket.socket(family, socket.SOCK_RAW, protocol)
        rsvp, pgm, router = raw(2, 46), raw(2, 113), raw(2, 2)
        rsvp.setsockopt(0, 5, 1); router.setsockopt(0, 200, 1)
        again = raw(2, 17); again.setsockopt(0, 5, 1); again.setsockopt(0, 5, 0)
        value, back = raw(10, 255), raw(10, 255)
        value.setsockopt(41, 22, 5); back.setsockopt(41, 22, 7); back.setsockopt(41, 22, -1)
        queue = socket.socket(16, 3, 12); queue.bind((0, 0))
        body = struct.pack('=BBHHHBBH', 0, 0, socket.htons(7), 8, 1, 1, 0, 0)
        queue.send(struct.pack('=IHHII', 16 + len(body), 0x302, 5, 1, 0) + body)
        answer = queue.recv(4096); assert struct.unpack('=i', answer[16:20])[0] == 0, answer
        print('ready', flush=True)
        for line in sys.stdin:
            rsvp.setsockopt(1, 8, 2304)
            sender = raw(2, 46)
            for i in range(200): sender.sendto(bytes(100), ('127.0.0.1', 0))
            print('sent', flush=True)
        """;

    private const string Part = "s";
    private NetworkNamespaces? _network;
    private Process? _program;

    public void Dispose()
    {
        if (_program is { } program)
        {
            program.StandardInput.Close();
            program.WaitForExit(Waits);
            program.Dispose();
        }

        _network?.Dispose();
    }

    [Fact]
    public async Task Read_SocketsOfEveryKind_SaysWhichTakeRouterAlertAndWhose()
    {
        var process = await StartAsync();

        var punts = new PuntScan(TimeProvider.System, net: $"/proc/{process}/net").Read();

        punts.Sockets.Select(socket => (socket.Socket.IsIpv6, socket.Socket.Protocol, socket.RouterAlert)).ShouldBe(
        [
            (false, 2, RouterAlertAnswer.Yes), (false, 17, RouterAlertAnswer.No), (false, 46, RouterAlertAnswer.Yes), (false, 113, RouterAlertAnswer.No),
            (true, 255, RouterAlertAnswer.Yes), (true, 255, RouterAlertAnswer.No),
        ], ignoreOrder: true);
        punts.Sockets.ShouldAllBe(socket => socket.Owner!.ProcessId == process && socket.Owner.Program.StartsWith("python3", StringComparison.Ordinal));
        var queue = punts.Queues.ShouldHaveSingleItem();
        (queue.Queue.Number, queue.Owner!.ProcessId).ShouldBe((7, process));
    }

    [Fact]
    public async Task Read_ConsumerThatDoesNotRead_CountsWhatFindsNoRoom()
    {
        var scan = new PuntScan(TimeProvider.System, net: $"/proc/{await StartAsync()}/net");
        var consumer = scan.Read().Sockets.Single(socket => socket.Socket.Protocol == 46).Socket;
        consumer.Drops.ShouldBe(0);

        await StepAsync();

        // Sent is not yet delivered: under load the kernel hands packets over later.
        await Eventually.HoldsAsync(() => Consumer().Socket.Drops > 100);
        // Asked all the while: a look that changed the socket would show here.
        Consumer().RouterAlert.ShouldBe(RouterAlertAnswer.Yes);

        // The sender has a socket of the protocol too, and the kernel gives numbers to sockets by processor: either may be the first.
        PuntSocket Consumer() => scan.Read().Sockets.Single(socket => socket.Socket.Inode == consumer.Inode);
    }

    private async Task<int> StartAsync()
    {
        Requirement.Command("python3", "python3");
        _network = new(Part);
        _network.Ip(Part, "link", "set", "lo", "up");
        _program = Process.Start(new ProcessStartInfo("ip", ["netns", "exec", _network.NameOf(Part), "python3", "-c", Program]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        (await _program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("ready");
        return _program.Id;
    }

    private async Task StepAsync()
    {
        await _program!.StandardInput.WriteLineAsync("send");
        (await _program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("sent");
    }
}
