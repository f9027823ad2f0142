using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Packets.Tests.Layers;

public sealed class IpProtocolNamesTests
{
    [Theory]
    [InlineData(2, "igmp", "IGMP")]
    [InlineData(46, "rsvp", "RSVP")]
    [InlineData(253, "protocol-253", "protocol 253")]
    [InlineData(47, "protocol-47", "GRE")]
    public void KeyAndText_OfANumber_AreTheOnesOfTheTable(int number, string key, string text) =>
        (IpProtocolNames.Key(number), IpProtocolNames.Text(number)).ShouldBe((key, text));

    [Fact]
    public void Parse_EveryKeyAndNumber_GivesTheNumberBack()
    {
        foreach (var number in Enumerable.Range(0, 256))
        {
            IpProtocolNames.Parse(IpProtocolNames.Key(number)).ShouldBe(number);
            IpProtocolNames.Parse($"{number}").ShouldBe(number);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("256")]
    [InlineData("protocol-")]
    [InlineData("protocol-256")]
    [InlineData("-1")]
    [InlineData("rsvp ")]
    public void Parse_NoProtocol_IsNull(string text) => IpProtocolNames.Parse(text).ShouldBeNull();
}
