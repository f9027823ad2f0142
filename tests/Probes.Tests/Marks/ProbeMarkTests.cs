using System.Net;
using RouterAlertAssurance.Probes.Marks;

namespace RouterAlertAssurance.Probes.Tests.Marks;

public sealed class ProbeMarkTests
{
    private static readonly IPAddress A = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress B = IPAddress.Parse("192.0.2.2");
    private static readonly MarkSigner Signer = new(new byte[] { 1, 2, 3 }, A, B);
    private static readonly ProbeMark Mark = new(0x0102030405060708, 77, true, 46);

    [Fact]
    public void TryRead_AnywhereInAPayload_IsWhatWasWritten()
    {
        byte[] payload = [9, 9, 9, .. Written(), 9];

        ProbeMark.TryRead(payload, Mark.Nonce, Signer, out var read).ShouldBeTrue();
        read.ShouldBe(Mark);
    }

    [Fact]
    public void TryRead_AnyBitChanged_IsRefused()
    {
        var written = Written();
        for (var bit = 0; bit < written.Length * 8; bit++)
        {
            byte[] forged = [.. written];
            forged[bit / 8] ^= (byte)(1 << (bit % 8));
            ProbeMark.TryRead(forged, Mark.Nonce, Signer, out _).ShouldBeFalse($"bit {bit}");
        }
    }

    [Fact]
    public void TryRead_CutAnywhere_IsRefused()
    {
        for (var length = 0; length < ProbeMark.Length; length++)
        {
            ProbeMark.TryRead(Written().AsSpan(0, length), Mark.Nonce, Signer, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void TryRead_OtherRoundKeyOrAddresses_IsRefused()
    {
        ProbeMark.TryRead(Written(), Mark.Nonce + 1, Signer, out _).ShouldBeFalse();
        ProbeMark.TryRead(Written(), Mark.Nonce, new MarkSigner(new byte[] { 1, 2, 4 }, A, B), out _).ShouldBeFalse();
        ProbeMark.TryRead(Written(), Mark.Nonce, new MarkSigner(new byte[] { 1, 2, 3 }, B, A), out _).ShouldBeFalse();
    }

    private static byte[] Written()
    {
        var octets = new byte[ProbeMark.Length];
        Mark.Write(octets, Signer);
        return octets;
    }
}
