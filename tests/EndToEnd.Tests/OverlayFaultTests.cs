using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>The faults of what runs over the core and of hosts, each with a service of its kind, which is there for the test only.</summary>
[Place(14)]
public sealed class OverlayFaultTests(AssuredLab lab)
{
    private static readonly TimeSpan DetectionLimit = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, (string Type, IReadOnlyDictionary<string, string> Parameters, string Node, string Symptom)> Table = new(StringComparer.Ordinal)
    {
        ["bgp-session-down"] = ("reachability", LabServices.Reachability, "bgp-session[pe1/10.255.0.2]", "base/bgp-session.down"),
        ["route-withdrawn"] = ("reachability", LabServices.Reachability, "route[pe1/10.200.2.1%2F32]", "base/route.missing"),
        ["vxlan-fdb-lost"] = ("l2vpn", LabServices.Bridges, "bridge-domain[pe1/br200/10.255.0.2]", "base/bridge-domain.not-flooded"),
        ["pim-neighbour-lost"] = ("multicast", LabServices.Stream, "pim-neighbour[pe2/vxlan100/172.16.100.1]", "base/pim-neighbour.lost"),
        ["delay"] = ("reachability", LabServices.Reachability, "ip-connectivity[pe1/10.255.0.1/pe2/10.255.0.2]", "base/ip-connectivity.delay-high"),
        ["path-mtu"] = ("reachability", LabServices.Reachability, "ip-connectivity[pe1/10.255.0.1/pe2/10.255.0.2]", "base/ip-connectivity.packets-vanish"),
        ["name-server-down"] = ("dns", LabServices.Name, "dns-name[ce1/192.168.2.2/www.example.com]", "base/dns-name.server-silent"),
        ["name-server-wrong"] = ("dns", LabServices.Name, "dns-answer[ce1/192.168.2.2/www.example.com/192.168.2.2]", "base/dns-answer.wrong-answer"),
        ["mtu-mismatch"] = ("dns", LabServices.Name, "link-mtu[ce1/to-pe1/1500]", "base/link-mtu.mtu-mismatch"),
        ["tcp-service-down"] = ("tcp", LabServices.Port, "tcp-service[ce1/192.168.2.2/8080]", "base/tcp-service.refused"),
        ["listener-lost"] = ("multicast", LabServices.Stream, "igmp-membership[pe2/192.168.1.2/232.1.1.1]", "base/igmp-membership.no-listener"),
        ["stream-lost"] = ("multicast", LabServices.Stream, "multicast-route[pe2/192.168.1.2/232.1.1.1]", "base/multicast-route.silent"),
        ["gateway-lost"] = ("host", LabServices.Host1, "gateway[ce1/192.168.1.1]", "base/gateway.neighbour-failed"),
        ["tcp-retransmissions"] = ("host", LabServices.Host1, "tcp-stack[ce1]", "base/tcp-stack.retransmissions"),
        ["interface-discards"] = ("host", LabServices.Host1, Node.Interface("ce1", "to-pe1"), "base/interface.rx-discards"),
        ["queue-drops"] = ("host", LabServices.Host2, Node.Interface("ce2", "to-pe2"), "base/interface.queue-drops"),
        ["ttl-expired"] = ("host", LabServices.Edge2, "ip-stack[pe2]", "base/ip-stack.header-errors"),
    };

    public static TheoryData<string> Faults => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_OnAndOff_LowersItsServiceAndIsForgotten(string name)
    {
        await lab.CalmAsync();
        var (type, parameters, node, symptom) = Table[name];
        await using var service = await TemporaryService.DefineAsync(lab, type, name, parameters);

        await using var fault = await AssuredLab.FaultAsync(name);
        var detection = await lab.ExpectAsync(() => MissingAsync(service.Name, node, symptom), DetectionLimit, $"the fault {name} is not fully seen");
        Figures.Add($"{name}: command to symptom", detection, DetectionLimit);

        await fault.OffAsync();
        await service.HealthyAsync($"clearing {name} does not restore every node");
    }

    internal static IEnumerable<string> Names => Table.Keys;

    private async Task<IReadOnlyList<string>> MissingAsync(string service, string name, string symptom)
    {
        var graph = await lab.Api.GraphAsync(service);
        var found = graph.Nodes.FirstOrDefault(node => Node.NameOf(node) == name);
        return found is null ? [$"{name} is not in the graph"]
            : !found.Status.Symptoms.Any(active => active.Id == symptom && active.Stop is null) ? [$"{name} has no active symptom {symptom}"]
            : graph.Nodes.Single(node => Node.NameOf(node) == $"service-instance[{service}]").Status.Score is < 0 or 100 ? ["the service is not lowered"]
            : [];
    }
}
