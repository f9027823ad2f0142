using System.Net;
using RouterAlertAssurance.Orchestrator.Tests.Running;

namespace RouterAlertAssurance.Orchestrator.Tests.Explanations;

public sealed class LiveExplanationTests : OrchestratorTest
{
    [Theory]
    [InlineData("route/pe1%2F10.0.0.1%252F32", "route[pe1/10.0.0.1%2F32]")]
    [InlineData("route/pe1/10.0.0.1%252F32", "route[pe1/10.0.0.1%2F32]")]
    [InlineData("interface/pe1%2Feth0", "interface[pe1/eth0]")]
    public async Task Get_NodeThatIsNotThere_IsNamedAsItWasAskedFor(string path, string node)
    {
        var orchestrator = await StartAsync();

        var response = await orchestrator.Http.GetAsync($"api/v1/live-explanations/{path}", TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain($"{node} is not in the assurance graph");
    }
}
