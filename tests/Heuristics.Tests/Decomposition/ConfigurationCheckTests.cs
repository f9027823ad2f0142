using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Heuristics.Tests.Decomposition;

public sealed class ConfigurationCheckTests
{
    private static readonly Dictionary<string, string> Definition = new()
    {
        ["device1"] = "pe1",
        ["interface1"] = "vxlan100",
        ["address1"] = "10.255.0.1",
        ["device2"] = "pe2",
        ["interface2"] = "vxlan100",
        ["address2"] = "10.255.0.2",
    };

    [Fact]
    public void Of_BothEnds_IsConfigured() =>
        Check(Tunnel("pe1", "vxlan100", "10.255.0.2"), Tunnel("pe2", "vxlan100", "10.255.0.1")).ShouldBe("Configured");

    [Fact]
    public void Of_OneEnd_NamesTheDeviceThatLacksTheOther() =>
        Check(Tunnel("pe1", "vxlan100", "10.255.0.2"), Tunnel("pe2", "vxlan101", "10.255.0.1"))
            .ShouldBe("Missing: pe2 has no tunnel with interface vxlan100, remote 10.255.0.1");

    [Fact]
    public void Of_EndThatLeadsElsewhere_TellsBothValues() =>
        Check(Tunnel("pe1", "vxlan100", "10.255.0.9"), Tunnel("pe2", "vxlan100", ""))
            .ShouldBe("Missing: pe1 has a tunnel with interface vxlan100 whose remote is 10.255.0.9, not 10.255.0.2|pe2 has a tunnel with interface vxlan100 whose remote is none, not 10.255.0.1");

    [Fact]
    public void Of_DeviceThatHasNotReported_IsUnknown() =>
        Check(Tunnel("pe1", "vxlan100", "10.255.0.2")).ShouldBe("Unknown: no facts of device pe2 reported yet");

    [Fact]
    public void Of_MissingHereAndSilentThere_IsMissing() =>
        Check(Tunnel("pe1", "gre1", "10.255.0.2")).ShouldStartWith("Missing: pe1 has no tunnel");

    [Fact]
    public void Of_TypeThatDoesNotSay_IsNull()
    {
        var type = TestPackages.Base.Replace([("f.yaml", TestPackages.Feed())]).Catalog.FindService("feed")!;

        ConfigurationCheck.Of(type, new Dictionary<string, string> { ["device"] = "pe1" }, FactBase.Empty).ShouldBeNull();
    }

    [Fact]
    public void Of_BridgesWithTunnelsAndPorts_AreConfigured() => Bridged("br200", Port("pe1", "br200", "10.255.0.1"), Port("pe1", "br200"), Port("pe2", "br200", "10.255.0.2"), Port("pe2", "br200")).ShouldBe("Configured");

    [Fact]
    public void Of_BridgeThatIsNotThere_IsMissing() => Bridged("br999", Port("pe1", "br200", "10.255.0.1"), Port("pe1", "br200"), Port("pe2", "br200", "10.255.0.2"), Port("pe2", "br200")).ShouldBe(
        "Missing: pe1 has no bridge-port with bridge br999, kind tunnel, local 10.255.0.1|pe1 has no bridge-port with bridge br999, kind local");

    [Fact]
    public void Of_BridgeWithoutLocalPortOrFromAnotherAddress_TellsWhatDiffers() => Bridged("br200", Port("pe1", "br200", "10.255.0.1"), Port("pe2", "br200", "10.255.0.9"), Port("pe2", "br200")).ShouldBe(
        "Missing: pe1 has a bridge-port with bridge br200 whose kind is tunnel, not local|pe2 has a bridge-port with bridge br200, kind tunnel whose local is 10.255.0.9, not 10.255.0.2");

    [Theory]
    [InlineData("pe1", "10.200.1.1", "Configured")]
    [InlineData("pe1", "10.200.1.9", "Missing: pe1 has no address with address 10.200.1.1")]
    [InlineData("pe3", "10.200.1.1", "Unknown: no facts of device pe1 reported yet")]
    public void Of_ReachabilityOfAnAddress_AsksForTheAddressOnItsDevice(string device, string address, string expected) => Text(
        "reachability",
        new() { ["device1"] = "pe1", ["address1"] = "10.200.1.1", ["device2"] = "pe2", ["address2"] = "10.200.2.1" },
        Row("address", ("device", device), ("address", address)),
        Row("address", ("device", "pe2"), ("address", "10.200.2.1"))).ShouldBe(expected);

    [Theory]
    [InlineData("pim", "Configured")]
    [InlineData("is-is", "Missing: pe2 has no configured-routing with protocol pim")]
    public void Of_MulticastOnARouter_AsksForPim(string protocol, string expected) => Text(
        "multicast",
        new() { ["device"] = "pe2", ["source"] = "192.168.1.2", ["group"] = "232.1.1.1" },
        Row("configured-routing", ("device", "pe2"), ("protocol", protocol), ("instance", "default"), ("interface", "vxlan100"))).ShouldBe(expected);

    [Theory]
    [InlineData("host", "ce1", "Configured")]
    [InlineData("host", "ce2", "Unknown: no facts of device ce1 reported yet")]
    [InlineData("dns", "ce1", "Configured")]
    [InlineData("tcp", "ce2", "Unknown: no facts of device ce1 reported yet")]
    public void Of_ServiceOfAHost_AsksWhetherItReports(string type, string device, string expected)
    {
        var parameters = new Dictionary<string, string> { ["device"] = "ce1" };
        if (type != "host")
        {
            parameters[type == "dns" ? "server" : "address"] = "192.0.2.1";
            parameters[type == "dns" ? "dns-name" : "port"] = "80";
        }

        Text(type, parameters, Row("device", ("device", device))).ShouldBe(expected);
    }

    [Fact]
    public void Load_QueryThatDoesNotBeginWithTheDevice_IsRefused()
    {
        var package = TestPackages.Feed("""
            configured:
              - {relation: tunnel, where: {interface: gre1, device: "{device}"}}
            """);

        TestPackages.Base.Replace([("f.yaml", package)]).Errors.ShouldHaveSingleItem().ToString().ShouldBe(
            "f.yaml:10:9: services.feed.configured[0]: the first condition must be the device, so that it can be told what is missing where (such as device: \"{device}\")");
    }

    private static string Check(params Fact[] facts) => Text("tunnel", Definition, facts);

    private static string Bridged(string bridge, params Fact[] facts) => Text(
        "l2vpn",
        new() { ["device1"] = "pe1", ["bridge1"] = bridge, ["address1"] = "10.255.0.1", ["device2"] = "pe2", ["bridge2"] = "br200", ["address2"] = "10.255.0.2" },
        facts);

    private static string Text(string type, Dictionary<string, string> parameters, params Fact[] facts)
    {
        var state = ConfigurationCheck.Of(TestPackages.Base.FindService(type)!, parameters, FactBase.From(facts))!;
        return string.Join(": ", ((string[])[state.Status.ToString(), string.Join('|', state.Details)]).Where(part => part.Length > 0));
    }

    private static Fact Tunnel(string device, string name, string remote) =>
        Row("tunnel", ("device", device), ("interface", name), ("kind", "vxlan"), ("remote", remote));

    private static Fact Port(string device, string bridge, string? tunnelFrom = null) => Row(
        "bridge-port", ("device", device), ("bridge", bridge), ("interface", tunnelFrom is null ? "port" : "vxlan"), ("kind", tunnelFrom is null ? "local" : "tunnel"), ("local", tunnelFrom ?? ""));

    private static Fact Row(string relation, params (string Field, string Value)[] fields) => new(relation, fields.ToImmutableSortedDictionary(field => field.Field, field => field.Value, StringComparer.Ordinal));
}
