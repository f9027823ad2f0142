using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.EndToEnd.Tests.Harness;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>The services as processes of their own, on one database, killed one after the other and started again as an init system would.</summary>
[Place(45)]
public sealed class ServicesApartTests(AssuredLab lab)
{
    private const string Fault = "tunnel-misconfigured";
    private const string Symptom = "base/tunnel.endpoint-mismatch";
    private const string Service = "tunnel/apart";

    [Fact]
    public async Task Services_KilledOneByOne_LoseNothing()
    {
        await lab.CalmAsync();
        using var home = new TemporaryDirectory();
        await using var services = new ServicesApart(home.Path, lab.Product.PidFolder, Database());
        await services.StartAllAsync();
        await DefineAsync(services);
        await HealthyAsync(services);
        foreach (var victim in ServicesApart.Names)
        {
            var began = TimeProvider.System.GetUtcNow();
            var before = await LedgerAsync(services);
            await services.KillAsync(victim);
            await using (await AssuredLab.FaultAsync(Fault))
            {
                await Task.Delay(TimeSpan.FromSeconds(2));
                await services.StartAsync(victim);
                await ExpectAsync(services, $"the fault is not seen after {victim} was killed", () => SeesFaultAsync(services));
            }

            await HealthyAsync(services);
            await ExpectAsync(services, $"one occurrence that is over is not told after {victim} was killed at {began:O}", () => IsToldOnceAsync(services, began));
            (await LedgerAsync(services)).ShouldHoldAllOf(before);
            Ledger.Doubles(await services.Collector.HistoryAsync(Service, began)).ShouldBeEmpty($"after {victim} was killed");
        }

        services.CommandLinesAndOutput().ShouldNotContain(ServicesApart.Password);
        // What was said of the lab's own service meanwhile must be true as well.
        await lab.CalmAsync();
    }

    /// <summary>The test server trusts everybody on its socket; the password is there to be looked for where it must not be.</summary>
    private static string Database() => $"{TestKit.Postgres.PostgresFixture.CreateDatabase()};Password={ServicesApart.Password}";

    private async Task DefineAsync(ServicesApart services)
    {
        // As the lab's inventory has them, with their control groups: what else runs on the machine is none of their business.
        foreach (var definition in (await lab.Api.DevicesAsync()).Where(device => ServicesApart.Devices.Contains(device.Name)))
        {
            await services.Orchestrator.PutAsync($"/api/v1/devices/{definition.Name}", definition, ContractsJson.Default.DeviceDefinition);
        }

        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["device1"] = "pe1",
            ["interface1"] = "vxlan100",
            ["address1"] = "10.255.0.1",
            ["device2"] = "pe2",
            ["interface2"] = "vxlan100",
            ["address2"] = "10.255.0.2",
        };
        await services.Orchestrator.PutAsync(
            $"/api/v1/services/{Service}", new ServiceDefinition { Type = "tunnel", Name = "apart", Parameters = parameters }, ContractsJson.Default.ServiceDefinition);
    }

    private static Task HealthyAsync(ServicesApart services) =>
        ExpectAsync(services, "the service is not healthy", async () => (await services.Collector.HealthAsync(Service)).Status.Score == 100);

    private static async Task ExpectAsync(ServicesApart services, string failure, Func<Task<bool>> condition)
    {
        try
        {
            await Eventually.HoldsAsync(async () => await TryAsync(condition), TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{failure}\n{await DescribeAsync(services)}\n{services.CommandLinesAndOutput()}", exception);
        }
    }

    private static async Task<string> DescribeAsync(ServicesApart services)
    {
        try
        {
            return string.Join('\n', (await services.Collector.GraphAsync(Service)).Nodes.Select(Node.Describe));
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
    }

    private static async Task<bool> TryAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (HttpRequestException)
        {
            // Not there yet, or just coming back.
            return false;
        }
    }

    private static async Task<bool> SeesFaultAsync(ServicesApart services)
    {
        var graph = await services.Collector.GraphAsync(Service);
        return graph.Nodes.Single(node => Node.NameOf(node) == Node.TunnelEnd1).Status.Symptoms.Any(symptom => symptom.Id == Symptom && symptom.Stop is null);
    }

    private static async Task<bool> IsToldOnceAsync(ServicesApart services, DateTimeOffset began)
    {
        var history = await services.Collector.HistoryAsync(Service, began);
        return Ledger.Occurrences(history, Node.TunnelEnd1, Symptom, began).Count == 1 && history.Episodes.All(episode => episode.Symptom.Stop is not null);
    }

    private static Task<Ledger> LedgerAsync(ServicesApart services) => Ledger.ReadAsync(services.Collector, services.Orchestrator, Service, ServicesApart.Devices, services.EpochOf);
}
