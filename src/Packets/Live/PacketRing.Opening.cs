using RouterAlertAssurance.Packets.Files;

namespace RouterAlertAssurance.Packets.Live;

/// <summary>How a ring comes about.</summary>
public sealed unsafe partial class PacketRing
{
    private const int Version3 = 2;
    private const int FrameSize = 2048;
    private const string Everywhere = "all interfaces";

    /// <summary>Opens a ring of one interface.</summary>
    /// <param name="name">Name of the interface.</param>
    /// <param name="options">How it is set up.</param>
    /// <exception cref="CaptureRefusedException">There is no such interface, it carries something unknown, or the process may not.</exception>
    public static PacketRing Open(string name, PacketRingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Open(name, LiveInterface.KindOf(name), options);
    }

    /// <summary>
    /// Opens a ring of all interfaces of the calling thread's network namespace, those that come later included. Packets begin with the network header
    /// (<see cref="LinkType.Raw"/>), and tell their interface and direction. The packets of an interface that stands on another, such as a VLAN, are seen on both.
    /// </summary>
    /// <param name="options">How it is set up; its filter sees packets from the network header on.</param>
    /// <exception cref="CaptureRefusedException">The process may not, or there is no memory.</exception>
    public static PacketRing OpenAll(PacketRingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Open(null, (LinkType.Raw, false), options);
    }

    /// <summary>What keeps this process from capturing, in a sentence that names the capability; null when nothing does.</summary>
    public static string? Refusal()
    {
        var socket = PacketSocket.Open(isFromNetwork: true);
        if (socket < 0)
        {
            return Refused(null, "open a packet socket").Message;
        }

        PacketSocket.Close(socket);
        return null;
    }

    private static PacketRing Open(string? name, (LinkType Link, bool IsLoopback) kind, PacketRingOptions options)
    {
        var socket = PacketSocket.Open(isFromNetwork: name is null);
        if (socket < 0)
        {
            throw Refused(name, "open a packet socket");
        }

        try
        {
            return SetUp(socket, name, kind, options);
        }
        catch
        {
            PacketSocket.Close(socket);
            throw;
        }
    }

    private static PacketRing SetUp(int socket, string? name, (LinkType Link, bool IsLoopback) kind, PacketRingOptions options)
    {
        var frames = options.BlockSize / FrameSize * options.Blocks;
        ReadOnlySpan<int> request = [options.BlockSize, options.Blocks, FrameSize, frames, (int)options.Retire.TotalMilliseconds, 0, 0];
        if (PacketSocket.Set(socket, PacketSocket.Option.Version, [Version3]) < 0 || PacketSocket.Set(socket, PacketSocket.Option.RxRing, request) < 0)
        {
            throw Refused(name, $"set up a ring of {options.Blocks} blocks of {options.BlockSize} octets");
        }

        if (!TryFilter(socket, kind.IsLoopback, options.Filter))
        {
            throw Refused(name, "attach the filter");
        }

        var memory = PacketSocket.Map(socket, options.BlockSize * options.Blocks);
        if (memory == -1)
        {
            throw Refused(name, "map the ring");
        }

        // Index 0 is every interface.
        if (PacketSocket.BindTo(socket, name is null ? 0 : (int)PacketSocket.IndexOf(name)) < 0)
        {
            var refusal = Refused(name, "listen");
            PacketSocket.Unmap(memory, options.BlockSize * options.Blocks);
            throw refusal;
        }

        return new(socket, kind, options, memory);
    }

    // The loopback interface shows each packet as it leaves and as it comes in. The first is not let in: it would take room, and count among what is lost.
    private static bool TryFilter(int socket, bool isLoopback, IReadOnlyList<BpfInstruction> filter) =>
        isLoopback ? BpfProgram.TryAttach(socket, [.. BpfProgram.UnlessOutgoing, .. filter.Count > 0 ? filter : BpfProgram.Everything])
        : filter.Count > 0 ? BpfProgram.TryAttach(socket, [.. filter])
        : BpfProgram.TryDetach(socket);

    private static CaptureRefusedException Refused(string? name, string what)
    {
        var error = PacketSocket.LastError();
        return new(error switch
        {
            PacketSocket.EPerm => $"capturing on {name ?? Everywhere} needs the capability CAP_NET_RAW: run as root, or give the program the capability (setcap cap_net_raw+ep PROGRAM)",
            PacketSocket.EAfNoSupport => $"capturing on {name ?? Everywhere} needs packet sockets, which this process may not open: of a systemd unit, RestrictAddressFamilies lacks AF_PACKET",
            _ => $"cannot {what} on {name ?? Everywhere}: error {error}",
        });
    }
}
