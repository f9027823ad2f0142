using System.Net;
using RouterAlertAssurance.Agent.Tests.Support;
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
}
