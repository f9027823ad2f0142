using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Heuristics.Tests.Facts;

public sealed class FactDerivationTests
{
    [Fact]
    public void Derive_TwoEndsOfASubnet_AreALinkInOrdinalOrder() =>
        Links(Address("pe1", "to-p1", "10.0.0.0", "31"), Address("p1", "to-pe1", "10.0.0.1", "31"))
            .ShouldBe(["p1 to-pe1 > pe1 to-p1 (p1 to-pe1, pe1 to-p1)", "pe1 to-p1 > p1 to-pe1 (p1 to-pe1, pe1 to-p1)"]);

    [Fact]
    public void Derive_BothFamilies_AreOneLink() =>
        Links(
            Address("a", "e0", "10.0.0.1", "24"), Address("b", "e0", "10.0.0.2", "24"),
            Address("a", "e0", "2001:db8::1", "64"), Address("b", "e0", "2001:db8::2", "64")).Count.ShouldBe(2);

    [Fact]
    public void Derive_PrefixWithAddress_IsRead() =>
        Links(Address("a", "e0", "10.0.0.1", "10.0.0.0/30"), Address("b", "e0", "10.0.0.2", "10.0.0.0/30")).Count.ShouldBe(2);

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.2", "23")]
    [InlineData("10.0.0.1", "10.0.0.1", "24")]
    [InlineData("10.0.0.1", "10.0.0.1", "32")]
    [InlineData("fe80::1", "fe80::2", "64")]
    [InlineData("2001:db8::1", "2001:db8::2", "48")]
    [InlineData("10.0.0.1", "10.0.1.1", "24")]
    [InlineData("10.0.0.1", "x", "24")]
    [InlineData("10.0.0.1", "10.0.0.2", "")]
    public void Derive_NoCommonLinkSubnet_IsNoLink(string first, string second, string length) =>
        Links(Address("a", "e0", first, length), Address("b", "e0", second, length)).ShouldBeEmpty();

    [Fact]
    public void Derive_ThreeInASubnet_IsASegmentAndNoLink() =>
        Links(Address("a", "e0", "10.0.0.1", "24"), Address("b", "e0", "10.0.0.2", "24"), Address("c", "e0", "10.0.0.3", "24")).ShouldBeEmpty();

    [Fact]
    public void Derive_Tunnels_AreNoLinks() =>
        Links(
            Address("a", "vx", "172.16.0.1", "30"), Address("b", "vx", "172.16.0.2", "30"),
            Row("tunnel", ("device", "a"), ("interface", "vx"), ("kind", "vxlan"))).ShouldBeEmpty();

    [Fact]
    public void Derive_Twice_IsTheSame()
    {
        var once = FactDerivation.Derive(FactBase.From([Address("a", "e0", "10.0.0.1", "24"), Address("b", "e0", "10.0.0.2", "24")]));

        FactDerivation.Derive(once).Of("link-end").Length.ShouldBe(once.Of("link-end").Length);
    }

    [Theory]
    [InlineData("10.1.2.3", "long")]
    [InlineData("10.9.0.1", "short")]
    [InlineData("192.0.2.1", "default")]
    [InlineData("2001:db8::5", "six")]
    [InlineData("2001:db9::5", "default")]
    public void LongestMatch_Prefix_Wins(string address, string expected)
    {
        var facts = FactBase.From(
        [
            Row("route", ("device", "a"), ("prefix", "default"), ("protocol", "default")),
            Row("route", ("device", "a"), ("prefix", "10.0.0.0/8"), ("protocol", "short")),
            Row("route", ("device", "a"), ("prefix", "10.1.2.3"), ("protocol", "long")),
            Row("route", ("device", "a"), ("prefix", "2001:db8::/32"), ("protocol", "six")),
            Row("route", ("device", "b"), ("prefix", "10.1.2.3/32"), ("protocol", "other")),
            Row("route", ("device", "a"), ("prefix", "nonsense/99"), ("protocol", "broken")),
        ]);

        facts.Index.LongestMatch("route", "a", "prefix", System.Net.IPAddress.Parse(address)).ShouldHaveSingleItem()["protocol"].ShouldBe(expected);
    }

    private static List<string> Links(params Fact[] facts) =>
        [.. FactDerivation.Derive(FactBase.From(facts)).Of("link-end").Select(row =>
            $"{row["device"]} {row["interface"]} > {row["peer-device"]} {row["peer-interface"]} ({row["device1"]} {row["interface1"]}, {row["device2"]} {row["interface2"]})")];

    private static Fact Address(string device, string name, string address, string prefix) =>
        Row("address", ("device", device), ("interface", name), ("address", address), ("prefix", prefix));

    private static Fact Row(string relation, params (string Field, string Value)[] fields) =>
        new(relation, fields.ToImmutableSortedDictionary(field => field.Field, field => field.Value, StringComparer.Ordinal));
}
