using System.Globalization;
using RouterAlertAssurance.Agent.Sources.Netlink;

namespace RouterAlertAssurance.Agent.Facts;

/// <summary>Who put a route into the kernel (linux/rtnetlink.h and FRR's numbers).</summary>
internal static class RouteProtocol
{
    private const byte Kernel = 2, Boot = 3, Static = 4, Ra = 9, Dhcp = 16, Bgp = 186, Isis = 187, Ospf = 188, Rip = 189, FrrStatic = 196;

    public static string NameOf(NetworkRoute route) => route.Protocol switch
    {
        // The kernel's own routes without a gateway are those of the interfaces' prefixes.
        Kernel => route.NextHops.All(hop => hop.Gateway is null) ? "connected" : "kernel",
        Boot or Static or FrrStatic => "static",
        Ra => "ra",
        Dhcp => "dhcp",
        Bgp => "bgp",
        Isis => "isis",
        Ospf => "ospf",
        Rip => "rip",
        _ => route.Protocol.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The kernel's number for what <c>ip</c> prints; 0 for what it does not name either.</summary>
    public static byte NumberOf(string? name) => name switch
    {
        "kernel" => Kernel,
        "boot" => Boot,
        "static" => Static,
        "ra" => Ra,
        "dhcp" => Dhcp,
        "bgp" => Bgp,
        "isis" => Isis,
        "ospf" => Ospf,
        "rip" => Rip,
        _ => byte.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (byte)0,
    };

    /// <summary>Order in which routes are reported when there are more than fit: those of routing inside the network first.</summary>
    public static int Preference(NetworkRoute route) => NameOf(route) switch
    {
        "isis" or "ospf" => 0,
        "static" or "connected" or "kernel" => 1,
        "bgp" => 3,
        _ => 2,
    };
}
