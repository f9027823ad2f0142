namespace RouterAlertAssurance.Packets.Live;

/// <summary>Rings that share the packets of an interface, so that several cores can look at them (PACKET_FANOUT, packet(7)).</summary>
public sealed unsafe partial class PacketRing
{
    // By a hash of the flow. Not put together from fragments first: what is captured is what was on the wire.
    private const int ByFlow = 0;
    private const int ToOneWithRoom = 0x1000;
    private const int WithNewNumber = 0x2000;

    /// <summary>
    /// Opens rings that divide an interface's packets: those of a flow come to one ring, or to another as long as that one has no room. A packet comes to one ring only.
    /// </summary>
    /// <param name="name">Name of the interface.</param>
    /// <param name="count">How many, from 1 to 256; each has a ring's memory of its own.</param>
    /// <param name="options">How each is set up.</param>
    /// <exception cref="CaptureRefusedException">There is no such interface, it carries something unknown, or the process may not.</exception>
    public static IReadOnlyList<PacketRing> OpenShared(string name, int count, PacketRingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 256);
        var rings = new List<PacketRing>(count);
        try
        {
            OpenShared(name, count, options, rings);
            return rings;
        }
        catch
        {
            rings.ForEach(ring => ring.Dispose());
            throw;
        }
    }

    // Until all are in the group, none gets packets: one that is not yet in it would see what the others see too.
    private static void OpenShared(string name, int count, PacketRingOptions options, List<PacketRing> rings)
    {
        if (count == 1)
        {
            rings.Add(Open(name, options));
            return;
        }

        while (rings.Count < count)
        {
            rings.Add(Open(name, options with { Filter = BpfProgram.Nothing }));
            if (!rings[^1].Join(rings[0]))
            {
                throw Refused(name, "share the packets");
            }
        }

        if (!rings.All(ring => TryFilter(ring._socket, ring._isLoopback, options.Filter)))
        {
            throw Refused(name, "attach the filter");
        }
    }

    // The first has the kernel choose a number for the group that no other process has.
    private bool Join(PacketRing first)
    {
        if (first == this)
        {
            return PacketSocket.Set(_socket, PacketSocket.Option.Fanout, [(ByFlow | ToOneWithRoom | WithNewNumber) << 16]) == 0;
        }

        Span<uint> group = stackalloc uint[1];
        return PacketSocket.Get(first._socket, PacketSocket.Option.Fanout, group)
            && PacketSocket.Set(_socket, PacketSocket.Option.Fanout, [(int)(group[0] & 0xFFFF) | ((ByFlow | ToOneWithRoom) << 16)]) == 0;
    }
}
