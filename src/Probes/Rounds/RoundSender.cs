using System.Net.Sockets;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Packets;
using RouterAlertAssurance.Probes.Sockets;

namespace RouterAlertAssurance.Probes.Rounds;

/// <summary>Sends the packets of a round: in each step one without the option and one with it of each protocol, as evenly as the budget allows.</summary>
/// <param name="sender">Sends them.</param>
/// <param name="budget">What may be sent.</param>
/// <param name="ports">Where they come from.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class RoundSender(IPacketSender sender, ProbeBudget budget, PortReservation ports, TimeProvider clock)
{
    // What fell behind is caught up at twice the pace at most: packets in a heap would look to a router like more than were asked for.
    private const double CatchUp = 0.5;
    private ushort _identification = (ushort)Random.Shared.Next(1, ushort.MaxValue);

    /// <summary>Sends a round.</summary>
    /// <param name="nonce">Of the round.</param>
    /// <param name="pace">How many and how fast.</param>
    /// <param name="targets">Protocols and the ports they go to.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>By protocol, what was sent without the option and with it.</returns>
    /// <exception cref="ProbeFailedException">The kernel refuses to send.</exception>
    public async Task<IReadOnlyDictionary<ProbeProtocol, (SentPackets Control, SentPackets RouterAlert)>> SendAsync(
        ulong nonce, ProbePace pace, IReadOnlyList<(ProbeProtocol Protocol, ushort Port)> targets, CancellationToken cancellationToken)
    {
        var sent = targets.ToDictionary(target => target.Protocol, _ => (Control: new SentPackets(pace.Pairs, clock), RouterAlert: new SentPackets(pace.Pairs, clock)));
        var step = TimeSpan.FromSeconds(1 / pace.PerSecond);
        var (start, last) = (clock.GetTimestamp(), TimeSpan.Zero);
        for (var pair = 0; pair < pace.Pairs; pair++)
        {
            var due = TimeSpan.FromTicks(Math.Max((step * pair).Ticks, pair == 0 ? 0 : (last + (step * CatchUp)).Ticks));
            await WaitAsync(due - clock.GetElapsedTime(start), cancellationToken);
            last = clock.GetElapsedTime(start);
            foreach (var (protocol, port) in targets)
            {
                // Which of the two goes first changes: neither finds the other's traces in a router more often than the other way round.
                for (var half = 0; half < 2; half++)
                {
                    var withOption = half != pair % 2;
                    var octets = await SendOneAsync(new(protocol, new(nonce, (uint)pair, withOption, protocol.Number), ProbePacket.UsualTimeToLive, ports[protocol], port, NextIdentification()), cancellationToken);
                    (withOption ? sent[protocol].RouterAlert : sent[protocol].Control).Add(octets.Span);
                }
            }
        }

        return sent;
    }

    /// <summary>Sends one packet as soon as the budget allows.</summary>
    /// <returns>It as it was given to the kernel, until the next is sent; empty where nobody wrote it or it found no room.</returns>
    /// <exception cref="ProbeFailedException">The kernel refuses to send.</exception>
    public async Task<ReadOnlyMemory<byte>> SendOneAsync(ProbePacket packet, CancellationToken cancellationToken)
    {
        while (budget.TryTake() is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }

        try
        {
            return sender.Send(packet);
        }
        catch (SocketException full) when (full.SocketErrorCode == SocketError.NoBufferSpaceAvailable)
        {
            // The queue of the interface is full: the packet is lost, and counts as sent.
            return default;
        }
        catch (SocketException refused)
        {
            throw new ProbeFailedException($"the kernel does not send {packet.Protocol}: {refused.Message}");
        }
    }

    /// <summary>The next number for an IPv4 header.</summary>
    public ushort NextIdentification() => _identification = _identification == ushort.MaxValue ? (ushort)1 : (ushort)(_identification + 1);

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }
    }
}
