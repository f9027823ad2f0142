using System.Net;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Packets.Inspection;

/// <summary>The first packets of each reason: one kind in masses does not hide the others.</summary>
internal sealed class NoteworthyList(int keep)
{
    private readonly List<NoteworthyPacket> _packets = [];
    private readonly long[] _counts = new long[Enum.GetValues<NoteworthyReason>().Length];

    public IReadOnlyDictionary<NoteworthyReason, long> Counts =>
        Enum.GetValues<NoteworthyReason>().Where(reason => _counts[(int)reason] > 0).ToDictionary(reason => reason, reason => _counts[(int)reason]);

    public IReadOnlyList<NoteworthyPacket> InOrder() => [.. _packets.OrderBy(packet => packet.Number).ThenBy(packet => packet.Number is null ? packet.Time : default).ThenBy(packet => packet.Reason)];

    /// <summary>Takes in what others noted of other parts of the same capture. Which packet of the whole one is, is not known any more.</summary>
    public void Add(IReadOnlyCollection<NoteworthyList> parts)
    {
        var first = parts.SelectMany(part => part._packets).GroupBy(packet => packet.Reason).SelectMany(packets => packets.OrderBy(packet => packet.Time).Take(keep));
        _packets.AddRange(first.Select(packet => packet with { Number = null }));
        foreach (var part in parts)
        {
            for (var reason = 0; reason < _counts.Length; reason++)
            {
                _counts[reason] += part._counts[reason];
            }
        }
    }

    public void Add(NoteworthyReason reason, long number, ref readonly DissectedPacket found, in CapturedPacket packet)
    {
        if (_counts[(int)reason]++ >= keep)
        {
            return;
        }

        _packets.Add(new NoteworthyPacket(
            number,
            packet.Offset,
            packet.Time,
            reason,
            Address(found.Source, found.IsIpv4),
            Address(found.Destination, found.IsIpv4),
            found.Protocol,
            found.RouterAlert is RouterAlertState.None or RouterAlertState.WrongLength ? null : found.RouterAlertValue,
            found.Problem,
            reason == NoteworthyReason.SynExperimentalOption ? ExperimentIdOf(found.Transport) : null));
    }

    // Who counts an option has found a whole header of twenty octets at least.
    private static int? ExperimentIdOf(ReadOnlySpan<byte> transport)
    {
        var options = new TcpSegment(transport).Options;
        while (options.MoveNext())
        {
            if (options.ExperimentId >= 0)
            {
                return options.ExperimentId;
            }
        }

        return null;
    }

    private static IPAddress? Address(ReadOnlySpan<byte> octets, bool isIpv4) => octets.Length == (isIpv4 ? 4 : 16) ? new IPAddress(octets) : null;
}
