using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>The faults of what runs over the core and of hosts, each with a service of its kind, which is there for the test only.</summary>
[Place(14)]
public sealed class OverlayFaultTests(AssuredLab lab)
{
    private static readonly TimeSpan DetectionLimit = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, string> Reachability = new(StringComparer.Ordinal)
    {
        ["device1"] = "pe1",
        ["address1"] = "10.200.1.1",
        ["prefix1"] = "10.200.1.1/32",
        ["device2"] = "pe2",
        ["address2"] = "10.200.2.1",
        ["prefix2"] = "10.200.2.1/32",
    };

    private static readonly Dictionary<string, string> Bridges = new(StringComparer.Ordinal)
    {
        ["device1"] = "pe1",
        ["bridge1"] = "br200",
        ["address1"] = "10.255.0.1",
        ["device2"] = "pe2",
        ["bridge2"] = "br200",
        ["address2"] = "10.255.0.2",
    };

    private static readonly Dictionary<string, string> Stream =
        new(StringComparer.Ordinal) { ["device"] = "pe2", ["source"] = "192.168.1.2", ["group"] = "232.1.1.1" };

    private static readonly Dictionary<string, string> Name = new(StringComparer.Ordinal)
    {
        ["device"] = "ce1",
        ["server"] = "192.168.2.2",
        ["dns-name"] = "www.example.com",
        ["address"] = "192.168.2.2",
    };

    private static readonly Dictionary<string, string> Port =
        new(StringComparer.Ordinal) { ["device"] = "ce1", ["address"] = "192.168.2.2", ["port"] = "8080" };

    private static readonly Dictionary<string, string> Host1 = new(StringComparer.Ordinal) { ["device"] = "ce1" };

    private static readonly Dictionary<string, string> Host2 = new(StringComparer.Ordinal) { ["device"] = "ce2" };

    private static readonly Dictionary<string, string> Edge2 = new(StringComparer.Ordinal) { ["device"] = "pe2" };

    private static readonly Dictionary<string, (string Type, Dictionary<string, string> Parameters, string Node, string Symptom)> Table = new(StringComparer.Ordinal)
    {
        ["bgp-session-down"] = ("reachability", Reachability, "bgp-session[pe1/10.255.0.2]", "base/bgp-session.down"),
        ["route-withdrawn"] = ("reachability", Reachability, "route[pe1/10.200.2.1%2F32]", "base/route.missing"),
        ["vxlan-fdb-lost"] = ("l2vpn", Bridges, "bridge-domain[pe1/br200/10.255.0.2]", "base/bridge-domain.not-flooded"),
        ["pim-neighbour-lost"] = ("multicast", Stream, "pim-neighbour[pe2/vxlan100/172.16.100.1]", "base/pim-neighbour.lost"),
        ["delay"] = ("reachability", Reachability, "ip-connectivity[pe1/10.255.0.1/pe2/10.255.0.2]", "base/ip-connectivity.delay-high"),
        ["path-mtu"] = ("reachability", Reachability, "ip-connectivity[pe1/10.255.0.1/pe2/10.255.0.2]", "base/ip-connectivity.packets-vanish"),
        ["name-server-down"] = ("dns", Name, "dns-name[ce1/192.168.2.2/www.example.com]", "base/dns-name.server-silent"),
        ["name-server-wrong"] = ("dns", Name, "dns-answer[ce1/192.168.2.2/www.example.com/192.168.2.2]", "base/dns-answer.wrong-answer"),
        ["mtu-mismatch"] = ("dns", Name, "link-mtu[ce1/to-pe1/1500]", "base/link-mtu.mtu-mismatch"),
        ["tcp-service-down"] = ("tcp", Port, "tcp-service[ce1/192.168.2.2/8080]", "base/tcp-service.refused"),
        ["listener-lost"] = ("multicast", Stream, "igmp-membership[pe2/192.168.1.2/232.1.1.1]", "base/igmp-membership.no-listener"),
        ["stream-lost"] = ("multicast", Stream, "multicast-route[pe2/192.168.1.2/232.1.1.1]", "base/multicast-route.silent"),
        ["gateway-lost"] = ("host", Host1, "gateway[ce1/192.168.1.1]", "base/gateway.neighbour-failed"),
        ["tcp-retransmissions"] = ("host", Host1, "tcp-stack[ce1]", "base/tcp-stack.retransmissions"),
        ["interface-discards"] = ("host", Host1, Node.Interface("ce1", "to-pe1"), "base/interface.rx-discards"),
        ["queue-drops"] = ("host", Host2, Node.Interface("ce2", "to-pe2"), "base/interface.queue-drops"),
        ["ttl-expired"] = ("host", Edge2, "ip-stack[pe2]", "base/ip-stack.header-errors"),
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
