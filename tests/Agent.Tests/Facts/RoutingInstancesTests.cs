using System.Collections.Immutable;
using System.Text.Json;
using RouterAlertAssurance.Agent.Facts;
using RouterAlertAssurance.Agent.Sources.Frr;

namespace RouterAlertAssurance.Agent.Tests.Facts;

public sealed class RoutingInstancesTests
{
    [Theory]
    [InlineData("""{"pimreg":{"state":"up"},"to-ce2":{"state":"down"},"vxlan100":{"state":"up"}}""", "pim default: to-ce2 vxlan100")]
    [InlineData("""{"pimreg":{"state":"up"}}""", "")]
    [InlineData("{}", "")]
    public async Task Find_InterfacesOfPim_AreAnInstanceWithoutTheOneForRegistering(string answer, string expected)
    {
        var found = await new RoutingInstances(new PimShell(answer)).FindAsync("raa-pe2", TestContext.Current.CancellationToken);

        string.Join('|', found.Select(instance => $"{instance.Protocol} {instance.Name}: {string.Join(' ', instance.Interfaces.Order(StringComparer.Ordinal))}")).ShouldBe(expected);
    }

    /// <summary>A router with pimd alone.</summary>
    private sealed class PimShell(string answer) : IFrrShell
    {
        public bool IsInstalled => true;

        public Task<FrrAnswer> AskAsync(string pathspace, string daemon, ImmutableArray<string> commands, CancellationToken cancellationToken) => Task.FromResult(
            daemon == "pimd" && commands is ["show ip pim interface json"] ? new FrrAnswer(true, [JsonElement.Parse(answer)]) : FrrAnswer.NotRunning);
    }
}
