using RouterAlertAssurance.Packets.Live;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary>The interfaces of this machine, or of the namespace in which the command runs.</summary>
internal static class RouterInterfaces
{
    // Not from /sys, which may be that of another namespace.
    public static IReadOnlyList<string> Names() => [.. LiveInterface.Names().Values.Where(name => name != "lo").Order(StringComparer.Ordinal)];
}
