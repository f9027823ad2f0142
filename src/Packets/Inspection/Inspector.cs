using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Packets.Inspection;

/// <summary>
/// Counts the packets of a capture by what they carry, and keeps those worth a look. Looks at outer headers only unless decapsulation is asked for: then
/// every packet inside a tunnel counts beside the one that carries it.
/// </summary>
/// <param name="decapsulate">Whether to look into IP in IP, GRE, VXLAN and GENEVE.</param>
/// <param name="keep">How many noteworthy packets of each reason are kept; all are counted.</param>
public sealed class Inspector(bool decapsulate = false, int keep = 20)
{
    private const int DeepestTunnel = 8;
    private const int PacketsBetweenLooks = 1 << 16;
    private readonly Dictionary<(bool IsIpv6, RouterAlertProtocol Protocol, ushort Value), long> _uses = [];
    private readonly NoteworthyList _noteworthy = new(keep);

    public PacketCounts Counts { get; } = new();

    /// <summary>Whether packets inside of tunnels count too.</summary>
    public bool Decapsulates => decapsulate;

    /// <summary>The first packets of each reason, in the order of the capture.</summary>
    public IReadOnlyList<NoteworthyPacket> Noteworthy => _noteworthy.InOrder();

    /// <summary>How many packets were noteworthy for each reason.</summary>
    public IReadOnlyDictionary<NoteworthyReason, long> NoteworthyCounts => _noteworthy.Counts;

    /// <summary>Router Alert by protocol and value, most packets first.</summary>
    public IReadOnlyList<RouterAlertUse> RouterAlertUses =>
    [
        .. _uses
            .Select(pair => new RouterAlertUse(pair.Key.IsIpv6, pair.Key.Protocol, pair.Key.Value, pair.Value))
            .OrderByDescending(use => use.Packets).ThenBy(use => use.IsIpv6).ThenBy(use => use.Protocol.Code).ThenBy(use => use.Value),
    ];

    /// <summary>What several found that looked at parts of one capture, in the order of time.</summary>
    /// <param name="decapsulate">Whether they looked into tunnels.</param>
    /// <param name="keep">How many noteworthy packets of each reason are kept.</param>
    /// <param name="parts">Who looked at the parts; they take nothing in meanwhile.</param>
    public static Inspector Together(bool decapsulate, int keep, IReadOnlyCollection<Inspector> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var all = new Inspector(decapsulate, keep);
        all._noteworthy.Add([.. parts.Select(part => part._noteworthy)]);
        foreach (var part in parts)
        {
            all.Counts.Add(part.Counts);
            foreach (var (use, packets) in part._uses)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(all._uses, use, out _) += packets;
            }
        }

        return all;
    }

    /// <summary>Takes all packets of a capture in, or all up to what <see cref="CaptureReader.Problem"/> tells.</summary>
    /// <param name="reader">The capture.</param>
    /// <param name="cancellationToken">Ends it early; it is looked at once in a while.</param>
    // Compiled well at once: a capture of a second is over before the runtime has found out that this loop is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TakeAll(CaptureReader reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        while (reader.TryRead(out var packet))
        {
            Take(in packet);
            if (Counts.Packets % PacketsBetweenLooks == 0 && cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Takes the next packet in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(in CapturedPacket packet)
    {
        Counts.Packets++;
        Dissector.Dissect(packet.Link, packet.Bytes, packet.OriginalLength, out var found);
        Count(ref found, in packet);
        if (decapsulate)
        {
            CountInner(in found, in packet, DeepestTunnel);
        }
    }

    private void CountInner(ref readonly DissectedPacket outer, in CapturedPacket packet, int deepest)
    {
        if (deepest > 0 && Dissector.TryDissectInner(in outer, out var inner))
        {
            Count(ref inner, in packet);
            CountInner(in inner, in packet, deepest - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Count(ref DissectedPacket found, in CapturedPacket packet)
    {
        if (found.IsIpv4)
        {
            Counts.Ipv4++;
        }
        else if (found.IsIpv6)
        {
            Counts.Ipv6++;
        }

        var reasons = found.Network is Layers.EtherType.Ipv4 or Layers.EtherType.Ipv6 ? TransportInspector.Count(ref found, Counts) : TransportInspector.Nothing;
        if (found.RouterAlert != RouterAlertState.None || reasons != TransportInspector.Nothing || found.Problem != DissectionProblem.None)
        {
            TakeNote(ref found, in packet, reasons);
        }
    }

    private void TakeNote(ref DissectedPacket found, in CapturedPacket packet, uint reasons)
    {
        if (found.RouterAlert != RouterAlertState.None)
        {
            reasons |= TakeRouterAlert(ref found);
        }

        if (found.Problem != DissectionProblem.None)
        {
            Counts.Malformed++;
            reasons |= TransportInspector.Bit(NoteworthyReason.Malformed);
        }

        for (; reasons != 0; reasons &= reasons - 1)
        {
            _noteworthy.Add((NoteworthyReason)BitOperations.TrailingZeroCount(reasons), Counts.Packets, in found, in packet);
        }
    }

    private uint TakeRouterAlert(ref DissectedPacket found)
    {
        if (found.RouterAlert != RouterAlertState.Present)
        {
            Counts.RouterAlertMalformed++;
            return TransportInspector.Bit(RouterAlertReason.OfMalformed(found.RouterAlert));
        }

        Counts.RouterAlertIpv4 += found.IsIpv4 ? 1 : 0;
        Counts.RouterAlertIpv6 += found.IsIpv6 ? 1 : 0;
        CollectionsMarshal.GetValueRefOrAddDefault(_uses, (found.IsIpv6, RouterAlertProtocol.Of(in found), found.RouterAlertValue), out _)++;
        return RouterAlertReason.Of(in found);
    }
}
