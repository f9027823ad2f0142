using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources;

public sealed class MetricSourcesTests
{
    [Fact]
    public async Task Names_AreThoseOfTheSourcesTheAgentHas()
    {
        using var folder = new TemporaryDirectory();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(TimeProvider.System).AddSingleton(new AgentOptions { Id = "pe1" }).AddSingleton(new HostSettings { Data = folder.Path });
        services.AddAgent();
        await using var provider = services.BuildServiceProvider();

        // Facts are read by inputs, not by metrics of packages.
        provider.GetServices<IMetricSource>().Select(source => source.Name).Where(name => name != FactRead.Source)
            .ShouldBe(MetricSources.Names, ignoreOrder: true);
    }
}
