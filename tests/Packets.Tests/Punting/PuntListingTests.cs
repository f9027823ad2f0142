using RouterAlertAssurance.Packets.Punting;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Packets.Tests.Punting;

public sealed class PuntListingTests
{
    private const string Raw = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
           9: 00000000:002E 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 63299 3 00000000be129f99 1801
          58: 00000000:0002 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 63298 2 000000004773f11a 0
        """;

    private const string Raw6 = """
          sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
         221: 00000000000000000000000000000000:00FF 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 63296 3 00000000a0136b76 5
        """;

    [Fact]
    public void Parse_ListingsOfTheKernel_HaveProtocolInodeReferencesAndDrops()
    {
        RawSocket.Parse(Raw.Split('\n').Skip(1), isIpv6: false).ShouldBe([new(false, 46, 63299, 3, 1801), new(false, 2, 63298, 2, 0)]);
        RawSocket.Parse(Raw6.Split('\n').Skip(1), isIpv6: true).ShouldBe([new(true, RawSocket.AnyProtocol, 63296, 3, 5)]);
    }

    [Fact]
    public void Parse_ListingCutAnywhere_GivesNoMoreThanTheWholeOne()
    {
        for (var length = 0; length < Raw.Length; length++)
        {
            RawSocket.Parse(Raw[..length].Split('\n').Skip(1), isIpv6: false).Count().ShouldBeLessThanOrEqualTo(2);
        }
    }

    [Fact]
    public void Parse_Queues_CountsBothKindsOfDrops() =>
        QueueState.Parse(["    0  16936     3 2 65531  1744     2      256  1", "    7 -4162     0 2 65531     0     0        0  1", "nonsense"])
            .ShouldBe([new(0, 16936, 3, 1746), new(7, unchecked((uint)-4162), 0, 0)]);

    [Fact]
    public void Listeners_NetlinkSockets_AreThoseOfNetfilterWithAPort() =>
        QueueState.Listeners(
        [
            "sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    Drops    Inode",
            "000000008772d6a4 0   16936      00000000 0        0        0     2        0        63263   ",
            "00000000def37125 12  0          00000000 0        0        0     2        0        63269   ",
            "000000008173ee08 12  16936      00000000 0        0        0     2        0        63271   ",
        ]).ShouldBe(new Dictionary<uint, ulong> { [16936] = 63271 });

    [Theory]
    [InlineData(3, RouterAlertAnswer.Yes)]
    [InlineData(2, RouterAlertAnswer.No)]
    [InlineData(1, RouterAlertAnswer.Unknown)]
    public void Read_SocketThatCannotBeAsked_IsJudgedByTheKernelsReferences(int references, RouterAlertAnswer expected)
    {
        using var folder = new TemporaryDirectory();
        folder.Write("net/raw", Raw.Replace("63299 3", $"63299 {references}", StringComparison.Ordinal));
        folder.Write("net/ip_mr_vif", "Interface      BytesIn  PktsIn  BytesOut PktsOut Flags Local    Remote\n 0 eth0 0 0 0 0 00000 0100000A 00000000\n 1 pimreg 0 0 0 0 00004 0100000A 00000000\n");

        var punts = new PuntScan(new ManualTimeProvider(), folder.Path).Read();

        punts.Sockets.Select(socket => (socket.Socket.Protocol, socket.RouterAlert)).ShouldBe([(2, RouterAlertAnswer.No), (46, expected)]);
        punts.MulticastInterfaces.ShouldBe(["eth0"]);
        punts.ListenedQueues.ShouldNotBeNull().ShouldBeEmpty();
    }
}
