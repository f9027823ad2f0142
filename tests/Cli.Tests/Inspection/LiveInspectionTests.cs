using System.Text.Json;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Inspection;

/// <summary>The command on an interface, in a namespace of its own; it gives up its rights, so it is a process of its own too.</summary>
public sealed class LiveInspectionTests : IDisposable
{
    private const string Part = "i";
    private readonly NetworkNamespaces _network = new(Part);

    public LiveInspectionTests()
    {
        Requirement.Command("ping", "iputils-ping");
        _network.Ip(Part, "link", "set", "lo", "up");
    }

    public void Dispose() => _network.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public async Task Inspect_Interface_CountsEachPacketOnceOverAnyThreads(int threads)
    {
        using var inspection = Start("lo", "--duration", "60", "--json", "--threads", $"{threads}");
        await Eventually.HoldsAsync(() => HasGivenUpItsRights(inspection) && inspection.HeedsSignals);
        Listeners().ShouldBe(threads);
        _network.In(Part, "ping", "-q", "-c", "20", "-i", "0.01", "127.0.0.1");
        // What ends it early is a signal, as by Ctrl-C. The last packets are then in blocks that the kernel holds back.
        inspection.Interrupt();

        var (exitCode, output, errors) = await inspection.EndAsync();

        (exitCode, errors).ShouldBe((0, ""));
        using var answer = JsonDocument.Parse(output);
        answer.RootElement.GetProperty("packets").GetInt64().ShouldBe(40);
        answer.RootElement.GetProperty("ipv4").GetInt64().ShouldBe(40);
        answer.RootElement.GetProperty("dropped").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task Inspect_InterfaceThatGoesAway_EndsAndSaysSo()
    {
        _network.Ip(Part, "link", "add", "shortly", "type", "veth", "peer", "name", "other");
        _network.Ip(Part, "link", "set", "shortly", "up");
        using var inspection = Start("shortly", "--duration", "60", "--threads", "2");
        await Eventually.HoldsAsync(() => HasGivenUpItsRights(inspection));
        _network.Ip(Part, "link", "del", "shortly");

        var (exitCode, _, errors) = await inspection.EndAsync();

        (exitCode, errors).ShouldBe((1, "raa: shortly was down or away for some time; what came was counted.\n"));
    }

    // It does when its rings are open, and goes on as nobody.
    private static bool HasGivenUpItsRights(InspectProcess inspection) => inspection.State.Contains("Uid:\t65534\t65534\t65534\t65534", StringComparison.Ordinal);

    // The first line of the kernel's list of packet sockets is its head.
    private int Listeners() => _network.In(Part, "cat", "/proc/net/packet").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;

    private InspectProcess Start(params string[] arguments) => InspectProcess.StartBy(["ip", "netns", "exec", _network.NameOf(Part)], arguments);
}
