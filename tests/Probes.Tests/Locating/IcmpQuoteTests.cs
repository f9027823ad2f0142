using System.Net;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Probes.Locating;
using RouterAlertAssurance.Probes.Marks;
using RouterAlertAssurance.Probes.Packets;

namespace RouterAlertAssurance.Probes.Tests.Locating;

public sealed class IcmpQuoteTests
{
    private static readonly IPAddress Source = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Destination = IPAddress.Parse("192.0.2.2");
    private static readonly IPAddress Router = IPAddress.Parse("198.51.100.7");
    private static readonly MarkSigner Signer = new(new byte[] { 1 }, Source, Destination);

    [Fact]
    public void TryRead_WholePacketQuoted_HasMarkAndOption()
    {
        var message = Message(Sent());

        IcmpQuote.TryRead(message, Source, Destination, 5, Signer, out var quote).ShouldBeTrue();
        quote.ShouldBe(new IcmpQuote(Router, 7, new ProbeMark(5, 3, true, 17), HasOption: true, IsChecksumRight: true));
    }

    // RFC 792 asks for the header and eight octets.
    [Fact]
    public void TryRead_HeaderAndEightOctetsQuoted_HasTheIdentification()
    {
        IcmpQuote.TryRead(Message(Sent()[..32]), Source, Destination, 5, Signer, out var quote).ShouldBeTrue();
        quote.ShouldBe(new IcmpQuote(Router, 7, null, HasOption: true, IsChecksumRight: true));
    }

    [Fact]
    public void TryRead_OptionOverwritten_IsGoneAndTheChecksumTells()
    {
        var (broken, neutral, cleared) = (Sent(), Sent(), Sent());
        broken.AsSpan(20, 4).Fill(1);
        (neutral[20], neutral[21], neutral[22], neutral[23]) = (0, 0, 0x94, 0x04);
        cleared.AsSpan(20, 4).Clear();

        IcmpQuote.TryRead(Message(broken), Source, Destination, 5, Signer, out var first).ShouldBeTrue();
        IcmpQuote.TryRead(Message(neutral), Source, Destination, 5, Signer, out var second).ShouldBeTrue();
        IcmpQuote.TryRead(Message(cleared), Source, Destination, 5, Signer, out var third).ShouldBeTrue();

        (first.HasOption, first.IsChecksumRight, second.HasOption, second.IsChecksumRight).ShouldBe((false, false, false, true));
        (third.HasOption, third.IsChecksumRight).ShouldBe((false, true));
    }

    [Fact]
    public void TryRead_PacketOfSomebodyElseOrOtherMessage_IsRefused()
    {
        IcmpQuote.TryRead(Message(Sent()), Destination, Source, 5, Signer, out _).ShouldBeFalse();
        IcmpQuote.TryRead(Message(Sent(), type: 3), Source, Destination, 5, Signer, out _).ShouldBeFalse();
        IcmpQuote.TryRead(Sent(), Source, Destination, 5, Signer, out _).ShouldBeFalse();
    }

    [Fact]
    public void TryRead_AnyOctetsAndEveryCut_ThrowsNothing()
    {
        var message = Message(Sent());
        for (var length = 0; length <= message.Length; length++)
        {
            IcmpQuote.TryRead(message.AsSpan(0, length), Source, Destination, 5, Signer, out _);
        }

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(Changes().ToArbitrary(), octets =>
        {
            _ = IcmpQuote.TryRead(octets, Source, Destination, 5, Signer, out _);
            return true;
        }));
    }

    private static Gen<byte[]> Changes() =>
        from place in Gen.Choose(0, 100)
        from value in Gen.Choose(0, 255)
        from length in Gen.Choose(0, 110)
        select Changed(place, (byte)value, length);

    private static byte[] Changed(int place, byte value, int length)
    {
        var message = Message(Sent());
        message[place % message.Length] = value;
        return message[..Math.Min(length, message.Length)];
    }

    private static byte[] Sent()
    {
        var buffer = new byte[PacketWriter.Most];
        var length = new PacketWriter(Source, Destination, Signer).Write(buffer, new ProbePacket(ProbeProtocol.Udp, new(5, 3, true, 17), 1, 1000, 2000, 7));
        return buffer[..length];
    }

    private static byte[] Message(byte[] quoted, byte type = 11)
    {
        var length = 28 + quoted.Length;
        return
        [
            0x45, 0, (byte)(length >> 8), (byte)length, 0, 0, 0, 0, 64, 1, 0, 0, .. Router.GetAddressBytes(), .. Source.GetAddressBytes(), type, 0, 0, 0, 0, 0, 0, 0, .. quoted,
        ];
    }
}
