using RouterAlertAssurance.Nftables.Evaluation;
using RouterAlertAssurance.Nftables.Iptables;
using RouterAlertAssurance.Nftables.Policy;
using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Nftables.Tests.Evaluation;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Nftables.Tests.Iptables;

/// <summary>Rules of iptables-nft, of which nft lists no more than names: the kernel does with each packet what is said from the words of iptables-save.</summary>
public sealed class IptablesKernelTests
{
    private const string FirstOption = "0>>24&0xF=6:15 && 20>>24&0xFF=0x94";

    [Fact]
    public void Forward_RulesOfIptables_EndAsInTheKernel()
    {
        Requirement.Root();
        Requirement.Command("nft", "nftables");
        Requirement.Command("iptables-nft", "iptables");
        using var network = new RouterNamespaces();
        network.Load("");
        network.Run("iptables-nft", "-t", "mangle", "-A", "PREROUTING", "-p", "udp", "-m", "u32", "--u32", FirstOption, "-j", "DROP");
        network.Run("iptables-nft", "-t", "mangle", "-A", "FORWARD", "-m", "comment", "--comment", "not \"these\"", "-m", "u32", "!", "--u32", FirstOption, "-j", "RETURN");
        network.Run("iptables-nft", "-t", "mangle", "-A", "FORWARD", "-p", "253", "-j", "NFQUEUE", "--queue-num", "9");
        network.Run("iptables-nft", "-t", "mangle", "-A", "FORWARD", "-p", "113", "-j", "NFQUEUE", "--queue-num", "9", "--queue-bypass");
        network.Run("ip6tables-nft", "-t", "mangle", "-A", "FORWARD", "-p", "udp", "-m", "hbh", "--hbh-opts", "5:2", "-j", "DROP");
        network.Run("ip6tables-nft", "-t", "mangle", "-A", "FORWARD", "-p", "46", "-m", "hbh", "--hbh-opts", "1:0,5:2", "-j", "DROP");
        network.Run("ip6tables-nft", "-t", "mangle", "-A", "FORWARD", "-p", "113", "-m", "hbh", "!", "--hbh-len", "16", "-j", "DROP");
        var bare = NftRulesetReader.Read(network.Run("nft", "-j", "list", "ruleset"));
        var completed = IptablesCompletion.Complete(bare, network.Run("iptables-nft-save"), network.Run("ip6tables-nft-save"));

        bare.HasForeign.ShouldBeTrue();
        completed.HasForeign.ShouldBeFalse();
        var evaluator = new NftEvaluator(completed, new HashSet<int>());
        AuditPacket.Set([new(46), new(113), new(17), new(253)]).Select(packet => Difference(evaluator, network, packet)).OfType<string>().ShouldBeEmpty();
    }

    [Fact]
    public void Complete_ListingsThatDoNotAgree_LeaveTheRulesUnknown()
    {
        var bare = NftRulesetReader.Read("""
            {"nftables":[{"chain":{"family":"ip","table":"mangle","name":"FORWARD","hook":"forward","prio":-150,"policy":"accept"}},
              {"rule":{"family":"ip","table":"mangle","chain":"FORWARD","handle":2,"expr":[{"xt":{"type":"match","name":"u32"}},{"drop":null}]}}]}
            """);

        IptablesCompletion.Complete(bare, "", "").HasForeign.ShouldBeTrue();
        IptablesCompletion.Complete(bare, "*mangle\n-A FORWARD -m string --algo bm -j DROP\n", "").HasForeign.ShouldBeTrue();
        IptablesCompletion.Complete(bare, "*mangle\n-A FORWARD -j DROP\n-A FORWARD -m u32 --u32 \"0=1\" -j DROP\n", "").HasForeign.ShouldBeTrue();
        IptablesCompletion.Complete(bare, "*mangle\n[0:0] -A FORWARD -m u32 --u32 \"0=1\" -j DROP\n", "").HasForeign.ShouldBeFalse();
    }

    private static string? Difference(NftEvaluator evaluator, RouterNamespaces network, AuditPacket packet)
    {
        var expected = evaluator.Forward(new NftPacket(packet.Octets, "r0", "r1")).ShouldHaveSingleItem().End == NftEnd.Forwarded;
        var arrived = network.Send(packet.Octets) is not null;
        return expected == arrived ? null : $"{(packet.IsIpv6 ? "IPv6" : "IPv4")} {packet.Protocol} {packet.Form}: here {expected}, in the kernel {arrived}";
    }
}
