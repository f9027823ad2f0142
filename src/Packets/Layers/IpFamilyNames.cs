using System.Net.Sockets;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>Names of IP's address families as labels of metrics, facts and documents say them: <c>ipv4</c>, <c>ipv6</c>.</summary>
public static class IpFamilyNames
{
    /// <summary>The family of a packet or socket.</summary>
    public static string Key(bool isIpv6) => isIpv6 ? "ipv6" : "ipv4";

    /// <summary>The family of an address.</summary>
    /// <param name="family"><see cref="AddressFamily.InterNetwork"/> or <see cref="AddressFamily.InterNetworkV6"/>.</param>
    public static string Key(AddressFamily family) => Key(family == AddressFamily.InterNetworkV6);
}
