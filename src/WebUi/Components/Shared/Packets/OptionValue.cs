using System.Globalization;

namespace RouterAlertAssurance.WebUi.Components.Shared.Packets;

/// <summary>Short names of the option's values (RFC 5350, section 4, and IANA's registries that it made).</summary>
internal static class OptionValue
{
    private static readonly (int Last, string Name)[] Ipv4 =
    [
        (0, "examine packet"), (32, "aggregated reservation, level {0}"), (64, "QoS NSLP, level {0}"), (65, "NSIS NAT/firewall"), (65502, Unassigned), (65534, "experiment"), (65535, "reserved"),
    ];

    private static readonly (int Last, string Name)[] Ipv6 =
    [
        (0, "MLD"), (1, "RSVP"), (2, "active networks"), (3, "reserved"), (35, "aggregated reservation, level {0}"), (67, "QoS NSLP, level {0}"), (68, "NSIS NAT/firewall"), (69, "MPLS OAM"),
        (65502, Unassigned), (65534, "experiment"), (65535, "reserved"),
    ];

    private const string Unassigned = "unassigned";

    /// <summary>What a value means.</summary>
    /// <param name="isV6">The registries of IPv4 and IPv6 differ.</param>
    /// <param name="value">0 to 65535; anything else is not assigned.</param>
    public static string Name(bool isV6, int value)
    {
        var first = 0;
        foreach (var (last, name) in isV6 ? Ipv6 : Ipv4)
        {
            if (value <= last)
            {
                // Nesting levels of IPv4 count from 1 (RFC 3175), those of IPv6 and aggregation levels from 0.
                var level = first == 1 && !isV6 ? value : value - first;
                return name.Replace("{0}", level.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            }

            first = last + 1;
        }

        return Unassigned;
    }

    /// <summary>Whether nobody should send it.</summary>
    public static bool IsUnassigned(bool isV6, int value) => Name(isV6, value) == Unassigned;
}
