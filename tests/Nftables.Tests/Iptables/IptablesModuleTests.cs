using RouterAlertAssurance.Nftables.Iptables;
using RouterAlertAssurance.Nftables.Policy;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Tests.Iptables;

public sealed class IptablesModuleTests
{
    private static readonly byte[] Alert = AuditPacket.Set([new(46)]).First(packet => packet is { IsIpv6: false, Form: RouterAlertForm.Usual }).Octets;
    private static readonly byte[] Plain = AuditPacket.Set([new(46)]).First(packet => packet is { IsIpv6: false, Form: RouterAlertForm.None }).Octets;

    [Theory]
    [InlineData("0>>24&0xF=6:15 && 20>>24&0xFF=0x94", true, false)]
    [InlineData("0x0>>0x18&0xf=0x6:0xf&&0x14>>0x18&0xff=0x94", true, false)]
    [InlineData("6&0xFF=1,46", true, true)]
    [InlineData("0>>22&0x3C@0>>24=0x10", true, true)]
    [InlineData("9000&0xFF=0:255", false, false)]
    public void U32_Expression_HoldsAsInTheKernelsManual(string text, bool withOption, bool without)
    {
        var test = U32Test.Parse(text, isInverted: false).ShouldNotBeNull();

        (test.Holds(Alert), test.Holds(Plain)).ShouldBe((withOption, without));
        var inverted = U32Test.Parse(text, isInverted: true).ShouldNotBeNull();
        (inverted.Holds(Alert), inverted.Holds(Plain)).ShouldBe((!withOption, !without));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0=")]
    [InlineData("x=1")]
    [InlineData("0>>24&=1")]
    [InlineData("0=1=2")]
    [InlineData("0=1:2:3")]
    public void U32_NoExpression_IsNotUnderstood(string text) => U32Test.Parse(text, isInverted: false).ShouldBeNull();

    [Theory]
    [InlineData(RouterAlertForm.Usual, true, false)]
    [InlineData(RouterAlertForm.BehindPadding, false, true)]
    [InlineData(RouterAlertForm.None, false, false)]
    public void HopByHop_Options_ArePositional(RouterAlertForm form, bool first, bool padded)
    {
        var packet = AuditPacket.Set([new(46)]).First(packet => packet.IsIpv6 && packet.Form == form).Octets;

        HopByHopTest.Parse(["--hbh-opts", "5:2"]).ShouldNotBeNull().Holds(packet).ShouldBe(first);
        HopByHopTest.Parse(["--hbh-opts", "1:0,5"]).ShouldNotBeNull().Holds(packet).ShouldBe(padded);
        HopByHopTest.Parse(["--hbh-len", "8"]).ShouldNotBeNull().Holds(packet).ShouldBe(form != RouterAlertForm.None);
        HopByHopTest.Parse(["!", "--hbh-len", "8"]).ShouldNotBeNull().Holds(packet).ShouldBeFalse();
        HopByHopTest.Parse(["--hbh-not-strict"]).ShouldBeNull();
    }

    [Theory]
    [InlineData("router-alert", false, true, false)]
    [InlineData("20", false, true, false)]
    [InlineData("!router-alert", false, false, true)]
    [InlineData("record-route,router-alert", false, false, false)]
    [InlineData("record-route,router-alert", true, true, false)]
    public void Ipv4Options_Flags_HoldTogetherOrAny(string flags, bool isAny, bool withOption, bool without)
    {
        var test = Ipv4OptionsTest.Parse(flags, isAny).ShouldNotBeNull();

        (test.Holds(Alert), test.Holds(Plain)).ShouldBe((withOption, without));
    }

    [Theory]
    [InlineData("hashlimit", "--hashlimit-above 20/sec --hashlimit-burst 7 --hashlimit-name rsvp", 20, 7, true, false)]
    [InlineData("hashlimit", "--hashlimit-upto 120/min --hashlimit-name rsvp", 2, 5, false, false)]
    [InlineData("hashlimit", "--hashlimit-above 512kb/s --hashlimit-name rsvp", 524288, 5, true, true)]
    [InlineData("limit", "--limit 50/sec --limit-burst 10", 50, 10, false, false)]
    public void Limit_OfIptables_IsALimit(string module, string words, double rate, int burst, bool isOver, bool isOctets)
    {
        var limit = IptablesModules.Read(new("match", module, ""), words.Split(' ')).ShouldBeOfType<NftLimit>();

        (limit.Rate, limit.Burst, limit.IsOver, limit.IsOctets).ShouldBe((rate, burst, isOver, isOctets));
    }

    [Theory]
    [InlineData("--queue-num 3", "3")]
    [InlineData("--queue-num 3 --queue-bypass", "3 bypass")]
    [InlineData("--queue-balance 2:4 --queue-bypass", "2-4 bypass")]
    public void Target_Nfqueue_IsAQueue(string words, string target) =>
        IptablesModules.Read(new("target", "NFQUEUE", ""), words.Split(' ')).ShouldBe(new NftVerdict(NftVerdictKind.Queue, target));

    [Theory]
    [InlineData("match", "string", "--string x")]
    [InlineData("match", "hashlimit", "--hashlimit-name rsvp")]
    [InlineData("target", "TEE", "--gateway 1.2.3.4")]
    public void Module_ThatIsNotUnderstood_StaysUnknown(string kind, string name, string words) =>
        IptablesModules.Read(new(kind, name, ""), words.Split(' ')).ShouldBeNull();
}
