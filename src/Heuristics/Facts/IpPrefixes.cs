using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>Addresses and prefixes as facts spell them.</summary>
internal static class IpPrefixes
{
    /// <summary><c>192.0.2.0/24</c>, a lone address for a host route, or <c>default</c> for both families.</summary>
    public static IEnumerable<IPNetwork> Parse(string text)
    {
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

    public static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    /// <summary>The address with every bit behind <paramref name="length"/> cleared, and without a zone.</summary>
    public static IPAddress Mask(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
