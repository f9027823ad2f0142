using System.Globalization;
using System.Runtime.InteropServices;
using RouterAlertAssurance.Packets.Files;

namespace RouterAlertAssurance.Packets.Live;

/// <summary>The interfaces of the network namespace of the calling thread, as a capture needs to know them.</summary>
public static class LiveInterface
{
    /// <summary>Whether there is one of a name.</summary>
    public static bool Exists(string name) => !string.IsNullOrEmpty(name) && PacketSocket.IndexOf(name) > 0;

    /// <summary>The names of all there are now, by index.</summary>
    public static unsafe IReadOnlyDictionary<int, string> Names()
    {
        var names = new Dictionary<int, string>();
        var list = PacketSocket.Interfaces();
        // struct if_nameindex: index and, aligned, the name; a name of null ends the list.
        for (var at = (nint*)list; at != null && at[1] != 0; at += 2)
        {
            names[*(int*)at] = Marshal.PtrToStringUTF8(at[1]) ?? "";
        }

        PacketSocket.FreeInterfaces(list);
        return names;
    }

    /// <summary>What the frames of an interface begin with (its ARP hardware type, linux/if_arp.h).</summary>
    /// <exception cref="CaptureRefusedException">There is no such interface, or its frames are of a kind that is not looked into.</exception>
    internal static (LinkType Link, bool IsLoopback) KindOf(string name)
    {
        if (!Exists(name))
        {
            throw new CaptureRefusedException($"there is no interface {name} here");
        }

        // Of another namespace than the one /sys was mounted in, only what the kernel tells by its own name is there: then Ethernet is what it mostly is.
        var file = $"/sys/class/net/{name}/type";
        var text = File.Exists(file) ? File.ReadAllText(file) : "1";
        return int.Parse(text, CultureInfo.InvariantCulture) switch
        {
            1 => (LinkType.Ethernet, false),
            772 => (LinkType.Ethernet, true),
            // Interfaces without a link layer: tun, IP in IP, SIT, GRE over IP, and bare IP.
            65534 or 768 or 769 or 776 or 778 or 823 or 519 => (LinkType.Raw, false),
            var type => throw new CaptureRefusedException($"the frames of {name} are of a kind that is not known (hardware type {type})"),
        };
    }
}
