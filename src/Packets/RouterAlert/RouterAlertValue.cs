namespace RouterAlertAssurance.Packets.RouterAlert;

/// <summary>What values of the option mean (RFC 5350, sections 3.1 and 3.2, and IANA's registries that it made).</summary>
public static class RouterAlertValue
{
    private static readonly (int Last, string Meaning)[] Ipv4 =
    [
        (0, "every router examines the packet (RFC 2113)"),
        (32, "aggregated reservation, nesting level {0} (RFC 3175)"),
        (64, "QoS NSLP, aggregation level {0} (RFC 5974)"),
        (65, "NSIS NAT/firewall (RFC 5973)"),
        (65502, ""),
        (65534, "experiment (RFC 5350)"),
        (65535, "reserved (RFC 5350)"),
    ];

    private static readonly (int Last, string Meaning)[] Ipv6 =
    [
        (0, "Multicast Listener Discovery (RFC 2710)"),
        (1, "RSVP (RFC 2711)"),
        (2, "active networks (RFC 2711)"),
        (3, "reserved (RFC 5350)"),
        (35, "aggregated reservation, nesting level {0} (RFC 3175)"),
        (67, "QoS NSLP, aggregation level {0} (RFC 5974)"),
        (68, "NSIS NAT/firewall (RFC 5973)"),
        (69, "MPLS OAM (RFC 7506)"),
        (65502, ""),
        (65534, "experiment (RFC 5350)"),
        (65535, "reserved (RFC 5350)"),
    ];

    /// <summary>Whether a value is assigned, experimental or reserved; others should not be on any wire.</summary>
    public static bool IsAssigned(bool isV6, int value) => Row(isV6, value).Meaning.Length > 0;

    /// <summary>What a value means, in words.</summary>
    /// <param name="isV6">Whether it is of IPv6; the registries differ.</param>
    /// <param name="value">0 to 65535.</param>
    public static string Describe(bool isV6, int value)
    {
        var (first, meaning) = Row(isV6, value);
        return meaning.Length == 0 ? "unassigned" : meaning.Replace("{0}", (value - first).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    // Nesting levels of IPv4 count from 1 (RFC 3175), those of IPv6 and aggregation levels from 0.
    private static (int First, string Meaning) Row(bool isV6, int value)
    {
        var first = 0;
        foreach (var (last, meaning) in isV6 ? Ipv6 : Ipv4)
        {
            if (value <= last)
            {
                return (first == 1 && !isV6 ? 0 : first, meaning);
            }

            first = last + 1;
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "a Router Alert value has sixteen bits");
    }
}
