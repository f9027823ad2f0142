using System.Net;
using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Flow;

public sealed class ChangeTests : OrchestratorTest
{
    private const string Chain = """{"parameters":{"device":"pe1"}}""";

    [Fact]
    public async Task Changes_AtTheSameTime_EndInTheGraphOfTheDefinitions()
    {
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector);
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            await orchestrator.Http.PutOkAsync($"api/v1/services/chain/s{number}", Chain);
            if (number % 2 == 0)
            {
                (await orchestrator.Http.DeleteAsync($"api/v1/services/chain/s{number}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            }
        }));

        await Eventually.HoldsAsync(() => collector.Version == 60);
        collector.Nodes.Keys.ShouldBe(Enumerable.Range(0, 40).Where(number => number % 2 == 1).Select(number => $"service-instance[chain/s{number}]").Append("hop[pe1]"), ignoreOrder: true);
        collector.Taken.Select(version => version.Version).ShouldBe(Enumerable.Range(1, 60).Select(number => (long)number));
    }

    [Fact]
    public async Task Replacements_OfTheSameVersion_OnlyOneWins()
    {
        var orchestrator = await StartAsync();
        await orchestrator.Http.DefineDevicesAsync("pe1");
        using var created = await orchestrator.Http.PutAsync("api/v1/services/chain/red", Chain);
        var tag = created.Headers.ETag!.Tag;

        var statuses = await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            var body = $$$"""{"parameters":{"device":"pe1"},"labels":{"n":"{{{number}}}"}}""";
            using var response = await orchestrator.Http.SendAsync(HttpMethod.Put, "api/v1/services/chain/red", body, headers: ("If-Match", tag));
            return response.StatusCode;
        }));

        statuses.Count(status => status == HttpStatusCode.OK).ShouldBe(1);
        statuses.Count(status => status == HttpStatusCode.PreconditionFailed).ShouldBe(9);
    }

    [Fact]
    public async Task Package_Changed_GraphAndAgentsFollowAtTheNextStart()
    {
        var collector = await CollectorAsync();
        var first = await StartAsync(collector);
        var pe1 = await AgentAsync(first, "pe1");
        await first.Http.DefineDevicesAsync("pe1", "pe2");
        await first.Http.PutOkAsync("api/v1/services/link/blue", Calls.Link);
        await Eventually.HoldsAsync(() => collector.Nodes.Count == 6 && pe1.Deliveries.Any(delivery => delivery.Assignment.Packages.Count == 1));
        var (version, digest) = (collector.Version, pe1.Packages["net"].Digest);
        await first.DisposeAsync();
        var text = await File.ReadAllTextAsync(Path.Combine(TestOrchestrator.Packages, "net", "package.yaml"));
        var folder = Path.Combine(Folder, "packages");
        Directory.CreateDirectory(Path.Combine(folder, "net"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "net", "package.yaml"),
            text.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal).Replace("combination: any", "combination: all", StringComparison.Ordinal));

        var second = await StartAsync(collector, options => options.PackageDirectory = folder);
        await pe1.RegisterAsync(second.Http);

        await Eventually.HoldsAsync(() => collector.Version == version + 1 && pe1.Packages["net"].Digest != digest);
        collector.Taken[^1].Upserts.ShouldHaveSingleItem().Type.ShouldBe("path");
        pe1.Packages["net"].Version.ShouldBe("1.1.0");
    }
}
