using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RouterAlertAssurance.Probes.Marks;

/// <summary>What a packet of a probe carries: which round and which packet of it. 32 octets, the last twelve of them a message authentication code.</summary>
/// <param name="Nonce">Of the round.</param>
/// <param name="Sequence">Number of the packet among those of its protocol and kind, from 0 on.</param>
/// <param name="WithOption">Whether it was sent with Router Alert.</param>
/// <param name="Protocol">The protocol that it was sent over.</param>
internal readonly record struct ProbeMark(ulong Nonce, uint Sequence, bool WithOption, byte Protocol)
{
    /// <summary>Length in octets.</summary>
    public const int Length = 32;

    private const int Signed = 20;
    private const int CodeLength = Length - Signed;

    private static ReadOnlySpan<byte> Magic => "RAAp"u8;

    /// <summary>Writes the mark.</summary>
    /// <param name="to">At least <see cref="Length"/> octets.</param>
    /// <param name="signer">Has the key and the addresses.</param>
    public void Write(Span<byte> to, MarkSigner signer)
    {
        Magic.CopyTo(to);
        BinaryPrimitives.WriteUInt64BigEndian(to[4..], Nonce);
        BinaryPrimitives.WriteUInt32BigEndian(to[12..], Sequence);
        (to[16], to[17], to[18], to[19]) = (WithOption ? (byte)1 : (byte)0, Protocol, 0, 0);
        signer.Sign(to[..Signed], to.Slice(Signed, CodeLength));
    }

    /// <summary>Finds a mark of a round in a payload.</summary>
    /// <param name="payload">What follows the IP header.</param>
    /// <param name="nonce">Of the round.</param>
    /// <param name="signer">Has the key and the addresses.</param>
    /// <param name="mark">What it says.</param>
    /// <returns>False when there is none, it is of another round, or it is forged.</returns>
    public static bool TryRead(ReadOnlySpan<byte> payload, ulong nonce, MarkSigner signer, out ProbeMark mark)
    {
        mark = default;
        var place = payload.IndexOf(Magic);
        if (place < 0 || payload.Length - place < Length)
        {
            return false;
        }

        var octets = payload.Slice(place, Length);
        if (BinaryPrimitives.ReadUInt64BigEndian(octets[4..]) != nonce)
        {
            return false;
        }

        Span<byte> code = stackalloc byte[CodeLength];
        signer.Sign(octets[..Signed], code);
        mark = new(nonce, BinaryPrimitives.ReadUInt32BigEndian(octets[12..]), octets[16] == 1, octets[17]);
        return CryptographicOperations.FixedTimeEquals(code, octets[Signed..]);
    }
}
