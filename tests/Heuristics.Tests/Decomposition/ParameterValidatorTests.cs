using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Tests.Decomposition;

public sealed class ParameterValidatorTests
{
    private static readonly ServiceType Tunnel = TestPackages.Base.FindService("tunnel")!;

    private static Dictionary<string, string> Valid => new()
    {
        ["device1"] = "pe1",
        ["interface1"] = "vxlan100",
        ["address1"] = "10.255.0.1",
        ["device2"] = "pe2",
        ["interface2"] = "vxlan100",
        ["address2"] = "2001:DB8:0:0::2",
    };

    [Fact]
    public void Validate_Addresses_AreCanonical()
    {
        var result = ParameterValidator.Validate(Tunnel, Valid);

        result.Errors.ShouldBeEmpty();
        result.Values["address2"].ShouldBe("2001:db8::2");
        result.Values["tunnel-address1"].ShouldBe("");
    }

    [Theory]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("10.0.0.256")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("0x0a000001")]
    [InlineData("10.0.0.1 ")]
    [InlineData("pe1")]
    public void Rejects_Address(string text)
    {
        var values = Valid;
        values["address1"] = text;

        ParameterValidator.Validate(Tunnel, values).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/parameters/address1");
    }

    [Fact]
    public void Rejects_UnknownMissingAndUndefined_AllAtOnce()
    {
        var values = Valid;
        values.Remove("interface2");
        values["device1"] = "pe11";
        values["adress/2"] = "x";

        var errors = ParameterValidator.Validate(Tunnel, values, ["pe1", "pe2"]).Errors;

        errors.Select(error => error.Pointer).ShouldBe(["/parameters/device1", "/parameters/interface2", "/parameters/adress~12"]);
        errors[0].Detail.ShouldBe("there is no device 'pe11'; did you mean 'pe1'?");
        errors[2].Detail.ShouldContain("did you mean 'address2'?");
    }

    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.0/24", null)]
    [InlineData("2001:DB8::/32", "2001:db8::/32", null)]
    [InlineData("192.0.2.1/24", "", "'192.0.2.1/24' has bits set behind its length; the prefix is 192.0.2.0/24")]
    [InlineData("192.0.2.0/33", "", "'192.0.2.0/33' is not an IPv4 or IPv6 prefix such as 192.0.2.0/24")]
    public void Canonicalise_Prefix(string text, string value, string? error) =>
        ParameterValues.Canonicalise(ParameterType.IpPrefix, text).ShouldBe(new CanonicalValue(value, error));

    [Fact]
    public void Canonicalise_SingleZeroGroup_IsNotCompressed() =>
        ParameterValues.Canonicalise(ParameterType.IpAddress, "2001:db8:0:1:1:1:1:1").Value.ShouldBe("2001:db8:0:1:1:1:1:1");
}
