using System.Globalization;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary>
/// Protocols with a raw socket, out of <c>/proc/net/raw</c>, which anybody may read. One with the option IP_ROUTER_ALERT set takes packets with Router
/// Alert of its protocol out of forwarding, whatever the ruleset says; whether it is set is not told there.
/// </summary>
internal static class RawListeners
{
    /// <param name="ofThisMachine">False where a ruleset from elsewhere is judged: nothing is known then.</param>
    public static IReadOnlyList<int> Protocols(bool ofThisMachine)
    {
        if (!ofThisMachine || !File.Exists("/proc/net/raw"))
        {
            return [];
        }

        return [.. File.ReadLines("/proc/net/raw").Skip(1).Select(ProtocolOf).OfType<int>().Distinct().Order()];
    }

    // "   2: 00000000:002E 00000000:0000 07 ...": the protocol stands where other sockets have their port.
    private static int? ProtocolOf(string line)
    {
        var address = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        return address?.Split(':') is [_, var port] && int.TryParse(port, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var protocol) ? protocol : null;
    }
}
