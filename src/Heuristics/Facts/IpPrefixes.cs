using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>Addresses and prefixes as facts spell them.</summary>
public static class IpPrefixes
{
    /// <summary><c>192.0.2.0/24</c>, a lone address for a host route, or <c>default</c> for both families; none for anything else.</summary>
    public static IEnumerable<IPNetwork> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == "default")
        {
            return [new IPNetwork(IPAddress.Any, 0), new IPNetwork(IPAddress.IPv6Any, 0)];
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return [];
        }

        var bits = Bits(address);
        var length = bits;
        return slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits)
            ? []
            : [new IPNetwork(Mask(address, length), length)];
    }

    /// <summary>Length of addresses of the family: 32 or 128 bits.</summary>
    public static int Bits(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
    }

    /// <summary>The address with every bit behind a length cleared, and without a zone.</summary>
    /// <param name="address">The address.</param>
    /// <param name="length">Bits that are kept, from 0.</param>
    public static IPAddress Mask(IPAddress address, int length)
    {
        ArgumentNullException.ThrowIfNull(address);
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
