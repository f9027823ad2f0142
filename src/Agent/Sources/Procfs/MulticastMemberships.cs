using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RouterAlertAssurance.Agent.Sources.Procfs;

/// <summary>Which groups a host has joined, from <c>/proc/net/igmp</c> and <c>/proc/net/igmp6</c>.</summary>
internal static class MulticastMemberships
{
    /// <summary>On how many interfaces the host has joined a group; null when the group is not an address.</summary>
    public static int? Count(string group, string igmp, string igmp6)
    {
        if (!IPAddress.TryParse(group, out var address))
        {
            return null;
        }

        return address.AddressFamily == AddressFamily.InterNetwork ? Rows(igmp).Count(row => IsIpv4(row, address)) : Rows(igmp6).Count(row => IsIpv6(row, address));
    }

    private static IEnumerable<string[]> Rows(string text) =>
        text.Split('\n').Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    // Rows of groups follow the row of their interface; the number is the address as the host keeps it, in network order.
    private static bool IsIpv4(string[] row, IPAddress address) => row.Length >= 3 && row[0].Length == 8
        && uint.TryParse(row[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
        && number == (BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(address.GetAddressBytes())
            : BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes()));

    private static bool IsIpv6(string[] row, IPAddress address) =>
        row.Length >= 3 && string.Equals(row[2], Convert.ToHexStringLower(address.GetAddressBytes()), StringComparison.OrdinalIgnoreCase);
}
