using System.Runtime.InteropServices;
using RouterAlertAssurance.Agent.Sources.Netlink;

namespace RouterAlertAssurance.Agent.Sources.Qdisc;

/// <summary>A queue of an interface.</summary>
/// <param name="Link">Index of the interface.</param>
/// <param name="IsRoot">Whether it is the one that all packets to send go through.</param>
/// <param name="Dropped">Packets dropped since the queue was made.</param>
/// <param name="BitsPerSecond">Rate it shapes to; 0 when it shapes to none.</param>
internal sealed record InterfaceQueue(int Link, bool IsRoot, uint Dropped, double BitsPerSecond);

/// <summary>Reads RTM_NEWQDISC (linux/rtnetlink.h, linux/pkt_sched.h).</summary>
internal static class QdiscParser
{
    private const int HeaderLength = 20;
    private const int Kind = 1, Options = 2, Statistics2 = 7;
    private const int QueueStatistics = 3, DroppedOffset = 8;
    private const int TokenBucketParameters = 1, TokenBucketRate64 = 4, RateOffset = 8;
    private const uint Root = 0xffff_ffff;
    private const double BitsPerByte = 8;

    /// <summary>Null when the message is malformed.</summary>
    public static InterfaceQueue? Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeaderLength)
        {
            return null;
        }

        var kind = "";
        uint dropped = 0;
        ReadOnlySpan<byte> options = [];
        var attributes = new NetlinkAttributeReader(payload[HeaderLength..]);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case Kind: kind = attributes.Text; break;
                case Options: options = attributes.Value; break;
                case Statistics2: dropped = ParseDropped(attributes.Value); break;
            }
        }

        var isRoot = MemoryMarshal.Read<uint>(payload[12..]) == Root;
        return new InterfaceQueue(MemoryMarshal.Read<int>(payload[4..]), isRoot, dropped, kind == "tbf" ? ParseRate(options) : 0);
    }

    // struct gnet_stats_queue: length, backlog, drops.
    private static uint ParseDropped(ReadOnlySpan<byte> statistics)
    {
        var attributes = new NetlinkAttributeReader(statistics);
        while (attributes.MoveNext())
        {
            if (attributes.Type == QueueStatistics && attributes.Value.Length >= DroppedOffset + 4)
            {
                return MemoryMarshal.Read<uint>(attributes.Value[DroppedOffset..]);
            }
        }

        return 0;
    }

    // struct tc_tbf_qopt begins with struct tc_ratespec, whose rate is in octets a second; above 32 bits it is an attribute of its own.
    private static double ParseRate(ReadOnlySpan<byte> options)
    {
        double rate = 0;
        var attributes = new NetlinkAttributeReader(options);
        while (attributes.MoveNext())
        {
            rate = attributes.Type switch
            {
                TokenBucketParameters when attributes.Value.Length >= RateOffset + 4 && rate == 0 => MemoryMarshal.Read<uint>(attributes.Value[RateOffset..]),
                TokenBucketRate64 when attributes.Value.Length >= 8 => MemoryMarshal.Read<ulong>(attributes.Value),
                _ => rate,
            };
        }

        return rate * BitsPerByte;
    }
}
