using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.RouterAlert;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Api;

public sealed class RouterAlertEndpointTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/api/v1/router-alert")]
    [InlineData("/api/v1/router-alert?device=here")]
    public async Task Get_DeviceOfTheAgent_Answers(string path)
    {
        await using var agent = await AgentApp.StartAsync(_folder);

        var document = await agent.Client.GetJsonAsync(path);

        document["device"]!.GetValue<string>().ShouldBe("here");
    }

    [Fact]
    public async Task Get_OtherDevice_IsNotFound()
    {
        await using var agent = await AgentApp.StartAsync(_folder);

        using var response = await agent.Client.GetAsync(new Uri("/api/v1/router-alert?device=elsewhere", UriKind.Relative), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("This agent has no device");
    }

    [Fact]
    public async Task Packets_NothingKept_IsACaptureFileWithoutPackets()
    {
        await using var agent = await AgentApp.StartAsync(_folder);

        using var response = await agent.Client.GetAsync(new Uri("/api/v1/router-alert/packets.pcapng?interface=eth0&protocol=rsvp", UriKind.Relative), TestContext.Current.CancellationToken);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-pcapng");
        using var reader = CaptureReader.Open(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        reader.TryRead(out _).ShouldBeFalse();
        reader.Problem.ShouldBeNull();
    }

    [Theory]
    [InlineData("rspv")]
    [InlineData("protocol-256")]
    public async Task Packets_OfNoProtocol_AreRefused(string protocol)
    {
        await using var agent = await AgentApp.StartAsync(_folder);

        using var response = await agent.Client.GetAsync(new Uri($"/api/v1/router-alert/packets.pcapng?protocol={protocol}", UriKind.Relative), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.ReadProblemAsync(TestContext.Current.CancellationToken)).Detail
            .ShouldBe($"'{protocol}' is no protocol: a number up to 255, protocol-N, or one of icmp, igmp, tcp, udp, rsvp, icmpv6, pgm, sctp, mld, mrd");
    }

    [Fact]
    public async Task Packets_ThatAreKept_AreInTheFile()
    {
        Requirement.Root();
        await using var agent = await AgentApp.StartAsync(_folder);
        var source = agent.Get<RouterAlertSource>();
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.SetRawSocketOption(0, 4, [148, 4, 0, 0]);
        using var receiver = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await Eventually.HoldsAsync(() =>
        {
            // Again and again: the agent has no configuration yet, and says so to its sources when it has found out.
            source.Want([MetricRead.Of("router-alert", "total")]);
            sender.SendTo("evidence"u8.ToArray(), receiver.LocalEndPoint!);
            return source.Kept("lo", "udp").Count > 0;
        });

        using var reader = await FileAsync(agent, "interface=lo&protocol=udp");
        using var byNumber = await FileAsync(agent, "protocol=17");
        using var ofAnother = await FileAsync(agent, "protocol=rsvp");

        byNumber.TryRead(out _).ShouldBeTrue();
        ofAnother.TryRead(out _).ShouldBeFalse();
        reader.TryRead(out var packet).ShouldBeTrue();
        packet.Bytes.EndsWith("evidence"u8).ShouldBeTrue();
        packet.Time.ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5));
        (await agent.Client.GetJsonAsync("/api/v1/router-alert"))["traffic"]!["rates"]!.AsArray().ShouldContain(rate => rate!["interface"]!.GetValue<string>() == "lo");
    }

    private static async Task<CaptureReader> FileAsync(AgentApp agent, string query) =>
        CaptureReader.Open(await agent.Client.GetStreamAsync(new Uri($"/api/v1/router-alert/packets.pcapng?{query}", UriKind.Relative), TestContext.Current.CancellationToken));
}
