using System.Collections.Immutable;
using RouterAlertAssurance.Packets.Live;
using RouterAlertAssurance.Packets.Punting;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Packets.Tests.Punting;

public sealed class PacketSocketStateTests
{
    // As Linux 6.18 answers: one packet socket with 196 drops.
    private static readonly byte[] Answer = Convert.FromHexString(
        "48000000" + "1400" + "0200" + "01000000" + "00000000"
        + "11" + "02" + "0300" + "20D60200" + "0000000000000000"
        + "2800" + "0600" + "0014000000120000" + "0000000000400300" + "0000000000000000" + "0000000000000000" + "C4000000");

    [Fact]
    public void Parse_AnswerOfTheKernel_HasInodeAndDrops()
    {
        var found = ImmutableArray.CreateBuilder<PacketSocketState>();

        PacketSocketState.Parse(Answer, found).ShouldBeTrue();

        found.ShouldBe([new(185888, 196)]);
    }

    [Fact]
    public void Parse_AnswerCutAnywhere_ReadsNothingBeyond()
    {
        for (var length = 0; length < Answer.Length; length++)
        {
            var found = ImmutableArray.CreateBuilder<PacketSocketState>();
            PacketSocketState.Parse(Answer.AsSpan(0, length), found);
            found.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Read_ARingOfOurs_IsAmongThem()
    {
        Requirement.Root();
        var before = PacketSocketState.Read();
        using var ring = PacketRing.Open("lo", new PacketRingOptions());

        PacketSocketState.Read().Select(socket => socket.Inode).Except(before.Select(socket => socket.Inode)).ShouldNotBeEmpty();
    }
}
