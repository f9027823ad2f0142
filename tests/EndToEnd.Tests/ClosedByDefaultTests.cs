using System.Net.Sockets;
using RouterAlertAssurance.EndToEnd.Tests.Harness;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>Nothing is open that need not be, and no secret is told.</summary>
[Place(3)]
public sealed class ClosedByDefaultTests(AssuredLab lab)
{
    private const string Password = "e2e-correct-horse-battery";

    [Theory]
    [InlineData("standalone", "http://0.0.0.0:8080")]
    [InlineData("standalone", "http://[::]:8080")]
    [InlineData("standalone", "http://*:8080")]
    [InlineData("orchestrator", "http://0.0.0.0:0")]
    [InlineData("collector", "http://192.0.2.1:8080")]
    [InlineData("agent", "http://0.0.0.0:8080")]
    [InlineData("web", "http://example.net:8080")]
    public async Task Listen_OnAddressOthersReach_IsRefusedWithReason(string service, string address)
    {
        using var data = new TemporaryDirectory();

        var result = await RaaProcess.RunAsync([service, "--data", data.Path, "--listen", address]);

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("sign-in and TLS are not there yet");
        result.Errors.ShouldContain(address);
    }

    // Of the services of Router Alert that the lab's inventory defines.
    private static readonly string[] ProbedAddresses = ["192.168.1.2", "192.168.2.2", "10.255.0.1", "10.255.0.2"];

    [Fact]
    public async Task Processes_OfTheProduct_ListenOnTheOneLoopbackAddressOnly()
    {
        await lab.CalmAsync();
        var processes = Processes();

        // While a round of probes is open, both ends hold a UDP port of the address that is probed: packets have to arrive somewhere, and only those with the round's mark count.
        var listeners = processes.SelectMany(Listeners.Of).Distinct(StringComparer.Ordinal).Where(listener => !ProbedAddresses.Any(address => listener.StartsWith($"udp {address}:", StringComparison.Ordinal)));

        listeners.ShouldBe([$"tcp 127.0.0.1:{new Uri(lab.Product.Url).Port}"]);
        processes.Count.ShouldBeGreaterThan(8, "the product, its agents and PostgreSQL were to be looked at");
    }

    [Fact]
    public async Task Sockets_OfTheProduct_AreForItsUserAlone()
    {
        await lab.ReadyAsync();

        var sockets = Directory.GetFiles(lab.Product.RunDirectory, "*.sock");

        sockets.Length.ShouldBeGreaterThanOrEqualTo(7);
        sockets.ShouldAllBe(socket => File.GetUnixFileMode(socket) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        File.GetUnixFileMode(lab.Product.RunDirectory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Request_OfAForeignPage_IsRefused()
    {
        await lab.ReadyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{lab.Product.Url}/api/v1/services/tunnel/blue");
        request.Headers.Add("Origin", "http://attacker.example");

        using var response = await lab.Api.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(403);
        (await lab.Api.DefinitionsAsync()).ShouldContain(service => service.Definition.Name == "blue");
    }

    [Fact]
    public async Task Request_ForAnotherHost_IsRefused()
    {
        await lab.ReadyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{lab.Product.Url}/api/v1/services");
        request.Headers.Host = "rebound.example";

        using var response = await lab.Api.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBeInRange(400, 499);
    }

    [Theory]
    [InlineData("standalone", "RAA_STANDALONE_DATABASE")]
    [InlineData("orchestrator", "RAA_ORCHESTRATOR_DATABASE")]
    [InlineData("collector", "RAA_COLLECTOR_DATABASE")]
    public async Task Dump_OfConfigurationWithPassword_MasksIt(string service, string variable)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [variable] = $"Host=db.example;Username=raa;Password={Password}" };

        var result = await RaaProcess.RunAsync([service, "--dump-config"], environment);

        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldContain("db.example");
        (result.Output + result.Errors).ShouldNotContain(Password);
    }

    [Fact]
    public async Task Flag_WithPassword_IsRefusedWithoutRepeatingIt()
    {
        var result = await RaaProcess.RunAsync(["collector", "--collector-database", $"Host=db.example;Password={Password}"]);

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("RAA_COLLECTOR_DATABASE");
        (result.Output + result.Errors).ShouldNotContain(Password);
    }

    [Fact]
    public async Task Agents_InTheirNamespaces_ReachNothingOfTheHost()
    {
        await lab.ReadyAsync();
        // An agent stands in its device's network, from where the product's address must not be reachable.
        Should.Throw<InvalidOperationException>(() => Command.Run(
            "nsenter", [$"--net=/run/netns/{NetworkLab.NamespaceOf("ce1")}", "--", "bash", "-c", $"exec 3<>/dev/tcp/127.0.0.1/{new Uri(lab.Product.Url).Port}"]));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", new Uri(lab.Product.Url).Port);
        socket.Connected.ShouldBeTrue();
    }

    private List<int> Processes() =>
    [
        .. ((string[])["ce1", "ce2", "pe1", "pe2", "p1", "p2"]).Select(lab.Product.AgentPid).Append(lab.Product.PostgresPid).Append(lab.Product.Pid).OfType<int>()
            .SelectMany(Signals.Tree).Distinct(),
    ];
}
