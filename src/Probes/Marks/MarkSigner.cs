using System.Net;
using System.Security.Cryptography;

namespace RouterAlertAssurance.Probes.Marks;

/// <summary>Signs marks (HMAC-SHA256, RFC 2104, truncated) of packets between two addresses: a mark that was copied into a packet between others is worth nothing.</summary>
internal sealed class MarkSigner
{
    private const int MostInput = 64;
    private readonly byte[] _key;
    private readonly byte[] _addresses;

    /// <param name="key">Of the task.</param>
    /// <param name="source">Where packets come from.</param>
    /// <param name="destination">Where they go.</param>
    public MarkSigner(ReadOnlyMemory<byte> key, IPAddress source, IPAddress destination)
    {
        // Not the task's key itself: what signs packets and what signs requests cannot stand in for each other.
        _key = HMACSHA256.HashData(key.Span, "router-alert-assurance packet mark"u8);
        _addresses = [.. source.GetAddressBytes(), .. destination.GetAddressBytes()];
    }

    /// <summary>Writes as much of the code as <paramref name="code"/> takes.</summary>
    public void Sign(ReadOnlySpan<byte> octets, Span<byte> code)
    {
        Span<byte> input = stackalloc byte[MostInput];
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        octets.CopyTo(input);
        _addresses.CopyTo(input[octets.Length..]);
        HMACSHA256.HashData(_key, input[..(octets.Length + _addresses.Length)], whole);
        whole[..code.Length].CopyTo(code);
    }
}
