using RouterAlertAssurance.Agent.Sources.RouterAlert;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlert;

public sealed class PacketIdentityTests
{
    // Neighbouring addresses with protocols of all numbers: whatever differs in few bits must not cancel out.
    [Fact]
    public void OfTalker_AnySenderAndProtocol_IsOfNoOther()
    {
        var senders = from last in Enumerable.Range(0, 256)
                      from protocol in Enumerable.Range(0, 256)
                      select PacketIdentity.OfTalker([198, 51, 100, (byte)last], (ushort)protocol);

        senders.Distinct().Count().ShouldBe(256 * 256);
    }
}
