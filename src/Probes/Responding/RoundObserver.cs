using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Marks;

namespace RouterAlertAssurance.Probes.Responding;

/// <summary>Collects what arrives of a round. What carries no mark of the round counts nothing. Safe for many threads.</summary>
/// <param name="nonce">Of the round.</param>
/// <param name="signer">Knows forged marks.</param>
/// <param name="protocols">What is expected.</param>
/// <param name="pairs">How many pairs of each.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class RoundObserver(ulong nonce, MarkSigner signer, IEnumerable<ProbeProtocol> protocols, int pairs, TimeProvider clock)
{
    private readonly Dictionary<byte, (ProbeProtocol Protocol, KindObservation Control, KindObservation RouterAlert)> _streams =
        protocols.ToDictionary(protocol => protocol.Number, protocol => (protocol, new KindObservation(pairs, clock), new KindObservation(pairs, clock)));

    private readonly Lock _lock = new();

    /// <summary>Takes a packet from the IP header on.</summary>
    public void TakePacket(ReadOnlySpan<byte> packet)
    {
        Dissector.Dissect(LinkType.Raw, packet, packet.Length, out var found);
        if ((!found.IsIpv4 && !found.IsIpv6) || !ProbeMark.TryRead(found.Transport, nonce, signer, out var mark) || mark.Protocol != (byte)found.Protocol)
        {
            return;
        }

        var isBroken = found.IsIpv4 && InternetChecksum.Of(packet[..Math.Min((packet[0] & 0x0F) * 4, packet.Length)]) != 0;
        var form = isBroken ? ArrivalForm.BrokenChecksum : found.RouterAlert == RouterAlertState.Present ? ArrivalForm.WithOption : ArrivalForm.WithoutOption;
        Take(mark, form, packet[found.IsIpv4 ? 8 : 7], packet);
    }

    /// <summary>Takes a datagram of UDP.</summary>
    /// <param name="payload">What it carries.</param>
    /// <param name="hasOption">Whether it arrived with the option.</param>
    /// <param name="timeToLive">Its TTL or hop limit.</param>
    public void TakeDatagram(ReadOnlySpan<byte> payload, bool hasOption, int timeToLive)
    {
        if (ProbeMark.TryRead(payload, nonce, signer, out var mark) && mark.Protocol == ProbeProtocol.Udp.Number)
        {
            Take(mark, hasOption ? ArrivalForm.WithOption : ArrivalForm.WithoutOption, timeToLive, octets: default);
        }
    }

    /// <summary>What arrived.</summary>
    public IReadOnlyList<StreamResult> ToResults()
    {
        lock (_lock)
        {
            return [.. _streams.Values.Select(stream => new StreamResult(stream.Protocol.Name, stream.Control.ToResult(), stream.RouterAlert.ToResult()))];
        }
    }

    private void Take(ProbeMark mark, ArrivalForm form, int timeToLive, ReadOnlySpan<byte> octets)
    {
        lock (_lock)
        {
            if (_streams.TryGetValue(mark.Protocol, out var stream))
            {
                (mark.WithOption ? stream.RouterAlert : stream.Control).Take(mark.Sequence, form, timeToLive, octets);
            }
        }
    }
}
