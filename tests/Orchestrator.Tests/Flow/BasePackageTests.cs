using System.Text;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Orchestrator.Packages;
using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.Yang.Json;

namespace RouterAlertAssurance.Orchestrator.Tests.Flow;

/// <summary>The package that is shipped, with a tunnel over one link.</summary>
public sealed class BasePackageTests : OrchestratorTest
{
    private const string Tunnel = """
        parameters:
          device1: pe1
          interface1: vxlan1
          address1: 192.0.2.1
          device2: pe2
          interface2: vxlan1
          address2: 192.0.2.2
        """;

    [Fact]
    public async Task Tunnel_OverOneLink_ReachesDownToItsInterfaces()
    {
        var folder = RepositoryPaths.Combine("heuristics");
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector, options => options.PackageDirectory = folder);
        var pe1 = await AgentAsync(orchestrator, "pe1");
        var pe2 = await AgentAsync(orchestrator, "pe2");
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");
        await pe1.ReportAsync(orchestrator.Http, [.. Facts("pe1", "192.0.2.1", "192.0.2.2")]);
        await pe2.ReportAsync(orchestrator.Http, [.. Facts("pe2", "192.0.2.2", "192.0.2.1")]);

        await orchestrator.Http.PutOkAsync("api/v1/services/tunnel/blue", Tunnel, "application/yaml");

        await Eventually.HoldsAsync(() => collector.Nodes.ContainsKey("link[pe1/eth0/pe2/eth0]") && pe1.Deliveries.Any(delivery => delivery.Assignment.Services.Count == 1));
        foreach (var id in (string[])["interface[pe1/eth0]", "interface[pe2/vxlan1]", "device[pe2]", "ip-connectivity[pe1/192.0.2.1/pe2/192.0.2.2]"])
        {
            collector.Nodes.Keys.ShouldContain(id);
        }

        var types = PackageStore.Load(folder).Store!.YangTypes;
        foreach (var (_, subservices) in pe1.Deliveries.Concat(pe2.Deliveries))
        {
            AssuranceConfigurationReader.ReadAll(Encoding.UTF8.GetBytes(subservices.RootElement.ToString()), types).Errors.ShouldBeEmpty();
        }
    }

    private static IEnumerable<FactDocument> Facts(string device, string address, string remote)
    {
        yield return Fact("device", ("device", device), ("os", "linux"));
        yield return Fact("interface", ("device", device), ("name", "eth0"), ("kind", "veth"));
        yield return Fact("interface", ("device", device), ("name", "vxlan1"), ("kind", "vxlan"), ("lower", "eth0"));
        yield return Fact("address", ("device", device), ("interface", "eth0"), ("address", address), ("prefix", "24"), ("family", "ipv4"));
        yield return Fact("tunnel", ("device", device), ("interface", "vxlan1"), ("kind", "vxlan"), ("local", address), ("remote", remote), ("vni", "1"));
        yield return Fact("route", ("device", device), ("prefix", "192.0.2.0/24"), ("protocol", "kernel"), ("nexthops", "1"), ("ecmp", "no"));
        yield return Fact("route-nexthop", ("device", device), ("prefix", "192.0.2.0/24"), ("interface", "eth0"), ("gateway", ""), ("state", "active"));
    }

    private static FactDocument Fact(string relation, params (string Name, string Value)[] fields) =>
        new(relation, fields.ToDictionary(field => field.Name, field => field.Value));
}
