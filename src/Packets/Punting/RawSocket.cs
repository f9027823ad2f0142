using System.Globalization;

namespace RouterAlertAssurance.Packets.Punting;

/// <summary>A raw socket as the kernel lists it in <c>/proc/net/raw</c> and <c>raw6</c>, which anybody may read.</summary>
/// <param name="IsIpv6">Its family.</param>
/// <param name="Protocol">The protocol it receives; the kernel prints it where other sockets have their port.</param>
/// <param name="Inode">What it is called in <c>/proc/PID/fd</c>; 0 once nobody has it open.</param>
/// <param name="References">
/// How many parts of the kernel hold it: two for any raw socket (its file and the table of raw sockets), and one more for one that takes packets with Router Alert
/// (net/ipv4/ip_sockglue.c, ip_ra_control; net/ipv6/ipv6_sockglue.c, ip6_ra_control). That a program owns it through several descriptors does not count.
/// </param>
/// <param name="Drops">Packets that found no room in its buffer.</param>
public sealed record RawSocket(bool IsIpv6, int Protocol, ulong Inode, int References, long Drops)
{
    /// <summary>Every protocol, by the option's value: where IPv6 sockets set IPV6_ROUTER_ALERT (IPPROTO_RAW).</summary>
    public const int AnyProtocol = 255;

    private const int Address = 1, InodeColumn = 9, ReferencesColumn = 10, DropsColumn = 12;

    /// <summary>The sockets of a listing; lines that do not fit are left out.</summary>
    public static IEnumerable<RawSocket> Parse(IEnumerable<string> lines, bool isIpv6)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Select(line => Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), isIpv6)).OfType<RawSocket>();
    }

    private static RawSocket? Parse(string[] columns, bool isIpv6) =>
        columns.Length > DropsColumn
        && columns[Address].Split(':') is [_, var port] && int.TryParse(port, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var protocol)
        && ulong.TryParse(columns[InodeColumn], NumberStyles.None, CultureInfo.InvariantCulture, out var inode)
        && int.TryParse(columns[ReferencesColumn], NumberStyles.None, CultureInfo.InvariantCulture, out var references)
        && long.TryParse(columns[DropsColumn], NumberStyles.None, CultureInfo.InvariantCulture, out var drops)
            ? new(isIpv6, protocol, inode, references, drops)
            : null;
}
