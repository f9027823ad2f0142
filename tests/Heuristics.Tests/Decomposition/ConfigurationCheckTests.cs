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
    public void Of_TypeThatDoesNotSay_IsNull() => ConfigurationCheck.Of(
        TestPackages.Base.FindService("host")!, new Dictionary<string, string> { ["device"] = "pe1" }, FactBase.Empty).ShouldBeNull();

    [Fact]
    public void Load_QueryThatDoesNotBeginWithTheDevice_IsRefused()
    {
        const string Package = """
            package: soft
            version: 1.0.0
            revision: 2026-01-31
            services:
              feed:
                label: Feed {name}
                owner: device
                parameters: [{name: device, type: device}]
                configured:
                  - {relation: tunnel, where: {interface: gre1, device: "{device}"}}
            """;
        TestPackages.Base.Replace([("f.yaml", Package)]).Errors.ShouldHaveSingleItem().ToString().ShouldBe(
            "f.yaml:10:9: services.feed.configured[0]: the first condition must be the device, so that it can be told what is missing where (such as device: \"{device}\")");
    }

    private static string Check(params Fact[] facts)
    {
        var state = ConfigurationCheck.Of(TestPackages.Base.FindService("tunnel")!, Definition, FactBase.From(facts))!;
        return string.Join(": ", ((string[])[state.Status.ToString(), string.Join('|', state.Details)]).Where(part => part.Length > 0));
    }

    private static Fact Tunnel(string device, string name, string remote) => new("tunnel", ImmutableSortedDictionary<string, string>.Empty
        .Add("device", device).Add("interface", name).Add("kind", "vxlan").Add("remote", remote));
}
