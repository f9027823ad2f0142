using System.Globalization;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;

namespace RouterAlertAssurance.WebUi.Tests.Fakes;

/// <summary>Networks to show.</summary>
internal static class Networks
{
    public const string Blue = "service-instance|tunnel/blue";
    public const string Link = "link|pe1/to-p1/p1/to-pe1";
    public const string Interface = "interface|pe1/to-p1";

    /// <summary>An identifier with an escaped slash in one of its parts.</summary>
    public const string Prefix = "ecmp|pe1/10.255.0.2%2F32";

    private static readonly string[] Routers = ["pe1", "pe2", "p1", "p2"];

    public static FakeNetwork Empty() => new();

    /// <summary>The lab: a tunnel between two edges over two equal-cost paths.</summary>
    public static FakeNetwork Lab()
    {
        var network = new FakeNetwork();
        foreach (var router in Routers)
        {
            AddRouter(network, router);
        }

        foreach (var (one, other) in new[] { ("pe1", "p1"), ("pe1", "p2"), ("p1", "pe2"), ("p2", "pe2") })
        {
            network.Add("interface", $"{one}/to-{other}", $"{one} to-{other}", one, $"device|{one}");
            network.Add("interface", $"{other}/to-{one}", $"{other} to-{one}", other, $"device|{other}");
            network.Add("link", $"{one}/to-{other}/{other}/to-{one}", $"{one} – {other}", one, $"interface|{one}/to-{other}", $"interface|{other}/to-{one}");
        }

        network.Add("ecmp", "pe1/10.255.0.2%2F32", "pe1 → 10.255.0.2/32", "pe1", Link, "link|pe1/to-p2/p2/to-pe1");
        network.Add("ecmp", "pe2/10.255.0.1%2F32", "pe2 → 10.255.0.1/32", "pe2", "link|p1/to-pe2/pe2/to-p1", "link|p2/to-pe2/pe2/to-p2");
        network.Add("tunnel", "pe1/vxlan100/10.255.0.1/10.255.0.2", "pe1 vxlan100", "pe1", "ecmp|pe1/10.255.0.2%2F32", "interface|pe1/vxlan100");
        network.Add("tunnel", "pe2/vxlan100/10.255.0.2/10.255.0.1", "pe2 vxlan100", "pe2", "ecmp|pe2/10.255.0.1%2F32", "interface|pe2/vxlan100");
        network.Add("interface", "pe1/vxlan100", "pe1 vxlan100", "pe1", "device|pe1");
        network.Add("interface", "pe2/vxlan100", "pe2 vxlan100", "pe2", "device|pe2");
        network.Add(
            "ip-connectivity", "pe1/10.255.0.1/pe2/10.255.0.2", "pe1 10.255.0.1 – pe2 10.255.0.2", "pe1",
            "is-is|pe1/core", "is-is|pe2/core", "ecmp|pe1/10.255.0.2%2F32", "ecmp|pe2/10.255.0.1%2F32", "~tcp-stack|pe1");
        network.Add("tcp-stack", "pe1", "pe1 TCP stack", "pe1");
        AddService(network, "blue", "gold");
        return network;
    }

    /// <summary>The lab with twelve services, one of them broken, one unknown.</summary>
    public static FakeNetwork Dozen()
    {
        var network = Lab();
        foreach (var name in new[] { "red", "green", "amber", "violet", "white", "north", "south", "east", "west", "backup", "voice" })
        {
            network.Add("probe", name, $"probe {name}", "pe1");
            network.Add(FakeNetwork.ServiceType, $"tunnel/{name}", name, "pe1", new Dictionary<string, string> { ["customer"] = "acme" }, $"probe|{name}", "device|p2");
        }

        return network;
    }

    /// <summary>The faults of a bad day: something lossy, something broken, something unknown.</summary>
    public static FakeNetwork Troubled(FakeNetwork network)
    {
        network.Raise(Interface, "base/interface.errors", 40, "rx errors on pe1 to-p1: 112.4 packets/s, above 1.0 packets/s", age: TimeSpan.FromMinutes(4));
        network.Raise("is-is|pe2/core", "base/is-is.adjacency-lost", 65, "IS-IS on pe2 has 1 of 2 adjacencies up", age: TimeSpan.FromSeconds(48));
        network.Raise("device|p2", "base/device.input-missing/memory", 1, "memory/available of p2 is missing: permission denied", missing: true, age: TimeSpan.FromMinutes(11));
        return network;
    }

    /// <summary>The lab with what its agents know of Router Alert, and a symptom of that package.</summary>
    public static FakeNetwork RouterAlert()
    {
        var network = Lab();
        network.RouterAlert = RouterAlertDocuments.Lab();
        network.EvidencePackets = [FakePackets.Evidence(5, FakePackets.Mld(), "fe80::1 → ff02::16 MLD report, Router Alert value 0"), FakePackets.Evidence(2, FakePackets.Rsvp(), "10.0.0.1 → 10.255.0.2 RSVP, Router Alert value 0")];
        network.Add("rao-rate-limit", "pe2/rsvp", "pe2 RSVP", "pe2");
        network.Add("rao-transparency", "pe1/10.255.0.1/pe2/10.255.0.2", "pe1 → pe2", "pe1").Find("rao-transparency|pe1/10.255.0.1/pe2/10.255.0.2")!.Node.Parameters =
            new Dictionary<string, string> { ["device1"] = "pe1", ["address1"] = "10.255.0.1", ["device2"] = "pe2", ["address2"] = "10.255.0.2" };
        network.Raise("rao-rate-limit|pe2/rsvp", "router-alert/rao-rate-limit.shared", 30, "RSVP on pe2 shares its limit with IGMP [RFC 6398, section 5]", age: TimeSpan.FromMinutes(3));
        return network;
    }

    /// <summary>As many routers as asked for.</summary>
    public static FakeNetwork ManyRouters(int devices)
    {
        var network = new FakeNetwork { RouterAlert = RouterAlertDocuments.Many(devices) };
        network.Devices.AddRange(network.RouterAlert.Keys.Select(name => new DeviceDefinition { Name = name }));
        return network;
    }

    /// <summary>As many services as asked for, each on a node of its own; every seventh is not healthy.</summary>
    public static FakeNetwork Many(int services)
    {
        var network = new FakeNetwork();
        AddRouter(network, "pe1");
        for (var index = 1; index <= services; index++)
        {
            var name = index.ToString("D4", CultureInfo.InvariantCulture);
            network.Add("probe", name, $"probe {name}", "pe1", "device|pe1");
            network.Add(FakeNetwork.ServiceType, $"tunnel/customer-{name}", $"customer-{name}", "pe1", new Dictionary<string, string> { ["customer"] = $"c{index % 40}" }, $"probe|{name}");
        }

        for (var index = 7; index <= Math.Min(services, 700); index += 7)
        {
            network.Raise($"probe|{index:D4}", "base/probe.loss", index % 90 + 5, $"probe {index:D4} loses packets: {index % 30} %", broken: index % 35 == 0, age: TimeSpan.FromSeconds(index));
        }

        return network;
    }

    /// <summary>One service over a layered graph of the given size.</summary>
    public static FakeNetwork Layered(int nodes, int layers)
    {
        var network = new FakeNetwork();
        AddRouter(network, "pe1");
        var width = (nodes - 3) / layers;
        for (var layer = layers - 1; layer >= 0; layer--)
        {
            for (var index = 0; index < width; index++)
            {
                var below = layer == layers - 1 ? ["device|pe1"] : new[] { $"probe|{layer + 1}-{index}", $"probe|{layer + 1}-{(index * 5 + 3) % width}" }.Distinct().ToArray();
                network.Add("probe", $"{layer}-{index}", $"probe {layer}.{index}", "pe1", below);
            }
        }

        network.Add(FakeNetwork.ServiceType, "tunnel/big", "big", "pe1", [.. Enumerable.Range(0, width).Select(index => $"probe|0-{index}")]);
        network.Raise($"probe|{layers - 1}-{width / 2}", "base/probe.loss", 55, "probe loses packets: 12 %", age: TimeSpan.FromMinutes(2));
        return network;
    }

    private static void AddService(FakeNetwork network, string name, string profile) => network.Add(
        FakeNetwork.ServiceType, $"tunnel/{name}", name, "pe1", new Dictionary<string, string> { ["customer"] = "acme", ["profile"] = profile },
        "tunnel|pe1/vxlan100/10.255.0.1/10.255.0.2", "tunnel|pe2/vxlan100/10.255.0.2/10.255.0.1", "ip-connectivity|pe1/10.255.0.1/pe2/10.255.0.2");

    private static void AddRouter(FakeNetwork network, string name)
    {
        network.Add("device", name, name, name);
        if (name.StartsWith("pe", StringComparison.Ordinal))
        {
            network.Add("is-is", $"{name}/core", $"{name} core", name, $"device|{name}");
        }

        network.Devices.Add(new DeviceDefinition
        {
            Name = name,
            Role = name.StartsWith("pe", StringComparison.Ordinal) ? "provider-edge" : "core",
            Characteristics = new Dictionary<string, string> { ["os"] = "linux", ["frr-pathspace"] = $"raa-{name}" },
        });
        var registration = new AgentRegistration
        {
            Id = name,
            Devices = [name],
            Version = "0.1.0",
            Endpoint = $"unix:/run/raa/{name}.sock",
            SpoolLength = name == "p2" ? 214 : 0,
            Sources = [new SourceState("rtnetlink", true, null), new SourceState("procfs", true, null), new SourceState("ping", name != "p2", name == "p2" ? "not permitted" : null)],
        };
        network.Agents.Add(new AgentItem(registration, name != "p2", Now.Utc.AddSeconds(name == "p2" ? -95 : -2), 3, 14, 9, name == "p2" ? "no heartbeat since 95 s" : null));
    }
}
