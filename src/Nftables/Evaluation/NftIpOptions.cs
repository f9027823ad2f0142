using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Nftables.Evaluation;

/// <summary>Options as the kernel's own readers see them (net/ipv4/ip_options.c, net/ipv6/exthdrs.c), which differs from what the RFCs call well-formed.</summary>
internal static class NftIpOptions
{
    private const int Ipv6Header = 40;

    /// <summary>
    /// 0 when <c>ip option ra exists</c> holds, -1 otherwise. The kernel takes note of a Router Alert of value 0 and of any length from 4 on, wherever
    /// in the list it is; one of another value is none for it, and nothing is when any option of the list does not fit.
    /// </summary>
    public static int RouterAlertAsKernelSeesIt(NftPacket packet)
    {
        var found = -1;
        var options = new Ipv4Options(Octets(packet));
        while (options.MoveNext())
        {
            if (options.Type != Ipv4Options.RouterAlert)
            {
                continue;
            }

            if (options.Option.Length < 4)
            {
                return -1;
            }

            found = options.Option[2] == 0 && options.Option[3] == 0 ? 0 : found;
        }

        return options.IsMalformed ? -1 : found;
    }

    /// <summary>Whether the kernel drops a packet by itself when it reads its options: a list that does not fit, or a Router Alert shorter than 4 (IPv4) or of a length other than 2 (IPv6).</summary>
    public static bool IsRefused(NftPacket packet) => packet.IsIpv6 ? IsRefusedIpv6(packet) : IsRefusedIpv4(packet);

    public static bool Has(NftPacket packet, byte type)
    {
        var found = false;
        var options = new Ipv4Options(Octets(packet));
        while (options.MoveNext())
        {
            found |= options.Type == type;
        }

        return found && !options.IsMalformed;
    }

    private static bool IsRefusedIpv4(NftPacket packet)
    {
        var options = new Ipv4Options(Octets(packet));
        while (options.MoveNext())
        {
            if (options.Type == Ipv4Options.RouterAlert && options.Option.Length < 4)
            {
                return true;
            }
        }

        return options.IsMalformed;
    }

    private static bool IsRefusedIpv6(NftPacket packet)
    {
        var header = packet.Octets.AsSpan(Ipv6Header);
        if (packet.Octets[6] != (byte)IpProtocol.HopByHopOptions || header.Length < 8)
        {
            return false;
        }

        var options = new Ipv6Options(header[2..Math.Min((header[1] + 1) * 8, header.Length)]);
        while (options.MoveNext())
        {
            if (options.Type == Ipv6Options.RouterAlert && options.RouterAlertValue < 0)
            {
                return true;
            }
        }

        return options.IsMalformed;
    }

    private static ReadOnlySpan<byte> Octets(NftPacket packet)
    {
        var header = Math.Min((packet.Octets[0] & 15) * 4, packet.Octets.Length);
        return header > 20 ? packet.Octets.AsSpan(20, header - 20) : default;
    }
}
