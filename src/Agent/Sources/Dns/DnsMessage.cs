using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace RouterAlertAssurance.Agent.Sources.Dns;

/// <summary>A DNS answer, as far as addresses are concerned.</summary>
/// <param name="ResponseCode">0 for success, 2 for a server failure, 3 for a name that does not exist, 5 for a refusal (RFC 1035, 4.1.1).</param>
/// <param name="Addresses">Those of the answer section, whatever aliases lead to them.</param>
internal sealed record DnsAnswer(int ResponseCode, IReadOnlyList<IPAddress> Addresses);

/// <summary>Queries for addresses and their answers (RFC 1035, section 4; RFC 3596).</summary>
internal static class DnsMessage
{
    private const int HeaderLength = 12, LabelLimit = 63, NameLimit = 253, MostRecords = 256;
    private const ushort RecursionDesired = 0x0100, ResponseBit = 0x8000, CodeMask = 0x000f;
    private const ushort TypeA = 1, TypeAaaa = 28, ClassInternet = 1;
    private const byte PointerMask = 0xc0;

    /// <summary>Null when the name is no domain name.</summary>
    public static byte[]? Query(ushort identifier, string name, bool ipv6)
    {
        var labels = name.TrimEnd('.').Split('.');
        if (name.TrimEnd('.').Length is 0 or > NameLimit || !Ascii.IsValid(name) || labels.Any(label => label.Length is 0 or > LabelLimit))
        {
            return null;
        }

        List<byte> message = [.. new byte[HeaderLength]];
        foreach (var label in labels)
        {
            message.Add((byte)label.Length);
            message.AddRange(Encoding.ASCII.GetBytes(label));
        }

        message.AddRange([0, 0, (byte)(ipv6 ? TypeAaaa : TypeA), 0, (byte)ClassInternet]);
        byte[] octets = [.. message];
        BinaryPrimitives.WriteUInt16BigEndian(octets, identifier);
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(2), RecursionDesired);
        octets[5] = 1;
        return octets;
    }

    /// <summary>False when it is malformed, or no answer to the query: the identifier and the question must be the same (RFC 5452, 9.1).</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, ReadOnlySpan<byte> query, out DnsAnswer answer)
    {
        answer = new DnsAnswer(0, []);
        if (message.Length < query.Length || (Word(message, 2) & ResponseBit) == 0 || Word(message, 0) != Word(query, 0) || Word(message, 4) != 1
            || !Ascii.EqualsIgnoreCase(message[HeaderLength..query.Length], query[HeaderLength..]))
        {
            return false;
        }

        var addresses = new List<IPAddress>();
        var rest = message[query.Length..];
        for (var record = Math.Min((int)Word(message, 6), MostRecords); record > 0; record--)
        {
            if (!TrySkipName(ref rest) || rest.Length < 10 || rest.Length < 10 + Word(rest, 8))
            {
                return false;
            }

            var data = rest.Slice(10, Word(rest, 8));
            if ((Word(rest, 0), data.Length) is (TypeA, 4) or (TypeAaaa, 16) && Word(rest, 2) == ClassInternet)
            {
                addresses.Add(new IPAddress(data));
            }

            rest = rest[(10 + data.Length)..];
        }

        answer = new DnsAnswer(Word(message, 2) & CodeMask, addresses);
        return true;
    }

    private static ushort Word(ReadOnlySpan<byte> octets, int offset) => BinaryPrimitives.ReadUInt16BigEndian(octets[offset..]);

    // A pointer ends the name; where it leads to does not matter here.
    private static bool TrySkipName(ref ReadOnlySpan<byte> rest)
    {
        while (rest.Length > 0)
        {
            int length = rest[0];
            var isPointer = (length & PointerMask) == PointerMask;
            var skipped = isPointer ? 2 : 1 + length;
            if ((length & PointerMask) is not (0 or PointerMask) || rest.Length < skipped)
            {
                return false;
            }

            rest = rest[skipped..];
            if (isPointer || length == 0)
            {
                return true;
            }
        }

        return false;
    }
}
