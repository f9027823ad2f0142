using System.Text;
using System.Runtime.CompilerServices;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>The head of an HTTP/1 message at the beginning of a segment (RFC 9112): as far as the segment goes, not put together from several.</summary>
/// <param name="bytes">The head, from the first line on.</param>
public readonly ref struct HttpHead(ReadOnlySpan<byte> bytes)
{
    private const int MaximumMethod = 20;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Whether a payload begins with the first line of a request or an answer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsAt(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 16 || payload[0] is < (byte)'A' or > (byte)'Z')
        {
            return false;
        }

        if (payload.StartsWith("HTTP/1."u8))
        {
            return true;
        }

        var space = payload[..Math.Min(MaximumMethod, payload.Length)].IndexOf((byte)' ');
        return space > 0 && !payload[..space].ContainsAnyExceptInRange((byte)'A', (byte)'_') && HasVersion(payload[space..]);
    }

    /// <summary>Whether a field stands in the head, in whatever case (<c>x-forwarded-for</c>).</summary>
    /// <param name="name">Its name in small letters.</param>
    public bool Has(ReadOnlySpan<byte> name) => !Field(name).IsEmpty;

    /// <summary>The value of the first field of a name, without white space around it; empty where there is none.</summary>
    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> name)
    {
        var rest = _bytes;
        for (var end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            rest = rest[(end + 1)..];
            if (rest.IsEmpty || rest[0] is (byte)'\r' or (byte)'\n')
            {
                break;
            }

            if (rest.Length > name.Length && rest[name.Length] == (byte)':' && Ascii.EqualsIgnoreCase(rest[..name.Length], name))
            {
                var value = rest[(name.Length + 1)..];
                var line = value.IndexOf((byte)'\n');
                return Trimmed(line < 0 ? value : value[..line]);
            }
        }

        return default;
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> value) => value.Trim(" \t\r"u8);

    private static bool HasVersion(ReadOnlySpan<byte> target)
    {
        var end = target.IndexOf((byte)'\n');
        return end > 0 && target[..end].LastIndexOf(" HTTP/1."u8) > 0;
    }
}
