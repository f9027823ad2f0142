using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Nftables.Evaluation;

/// <summary>IPv4 options as the kernel's own reader sees them (net/ipv4/ip_options.c), which differs from what the RFCs call well-formed.</summary>
internal static class NftIpOptions
{
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

    private static ReadOnlySpan<byte> Octets(NftPacket packet)
    {
        var header = Math.Min((packet.Octets[0] & 15) * 4, packet.Octets.Length);
        return header > 20 ? packet.Octets.AsSpan(20, header - 20) : default;
    }
}
