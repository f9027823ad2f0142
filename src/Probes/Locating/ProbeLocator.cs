using System.Net.Sockets;
using System.Security.Cryptography;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Marks;
using RouterAlertAssurance.Probes.Packets;
using RouterAlertAssurance.Probes.Rounds;
using RouterAlertAssurance.Probes.Sockets;

namespace RouterAlertAssurance.Probes.Locating;

/// <summary>
/// Finds out at which router the option is lost: sends packets whose TTL runs out at each of them in turn, and reads what they quote. Asks a router twice that is silent to the option
/// alone, and where one is silent to everything three times, a second apart, for routers limit such answers (Linux: one a second to each address, after a burst of six).
/// </summary>
/// <param name="place">Where sockets are opened.</param>
/// <param name="request">What is probed.</param>
/// <param name="signer">Signs marks.</param>
/// <param name="sender">Sends.</param>
/// <param name="ports">Where packets come from.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class ProbeLocator(NetworkPlace place, ProbeRequest request, MarkSigner signer, RoundSender sender, PortReservation ports, TimeProvider clock)
{
    private const int AttemptsWithOption = 2;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(1100);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private readonly ulong _nonce = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private readonly byte[] _buffer = new byte[2048];

    /// <summary>Asks the routers on the way.</summary>
    /// <param name="protocol">What is sent.</param>
    /// <param name="port">Where it goes.</param>
    /// <param name="routers">How many there are: what the TTL of packets without the option has fallen by.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ProbeFailedException">The answers cannot be received.</exception>
    public async Task<ProbeLocation> LocateAsync(ProbeProtocol protocol, ushort port, int routers, CancellationToken cancellationToken)
    {
        using var tap = OpenTap();
        var answers = new HopAnswers(protocol, routers);
        var hops = answers.Hops;
        for (var attempt = 0; attempt < HopAnswers.Attempts && hops.Any(attempt < AttemptsWithOption ? IsOpen : IsSilent); attempt++)
        {
            if (attempt > 0 && hops.Any(IsSilent))
            {
                await Task.Delay(BetweenAttempts, clock, cancellationToken);
            }

            await AskAsync(protocol, port, answers, attempt, cancellationToken);
            await ListenAsync(tap, answers, cancellationToken);
        }

        return LocationJudge.Judge([.. hops.Select(hop => hop.ToHop())]);
    }

    private static bool IsOpen(HopObservation hop) => !hop.Has(true) || IsSilent(hop);

    private static bool IsSilent(HopObservation hop) => !hop.Has(false);

    private async Task AskAsync(ProbeProtocol protocol, ushort port, HopAnswers answers, int attempt, CancellationToken cancellationToken)
    {
        foreach (var hop in answers.Hops)
        {
            foreach (var withOption in (bool[])[false, true])
            {
                if (!hop.Has(withOption))
                {
                    var mark = new ProbeMark(_nonce, HopAnswers.SequenceOf(hop, attempt), withOption, protocol.Number);
                    var packet = new ProbePacket(protocol, mark, (byte)hop.Number, ports[protocol], port, sender.NextIdentification());
                    answers.Sent(hop, withOption, packet.Identification);
                    await sender.SendOneAsync(packet, cancellationToken);
                    await Task.Delay(Step, clock, cancellationToken);
                }
            }
        }
    }

    private async Task ListenAsync(Socket tap, HopAnswers answers, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        do
        {
            while (tap.Poll(TimeSpan.Zero, SelectMode.SelectRead))
            {
                var message = _buffer.AsSpan(0, tap.Receive(_buffer));
                if (IcmpQuote.TryRead(message, request.Source, request.Destination, _nonce, signer, out var quote))
                {
                    answers.Take(quote with { Message = SeenPacket.Of(message, clock) });
                }
            }

            await Task.Delay(Step, clock, cancellationToken);
        }
        while (answers.Hops.Any(IsOpen) && clock.GetElapsedTime(start) < Patience);
    }

    private Socket OpenTap()
    {
        try
        {
            return place.Open(() => NativeSocket.OpenTap(request.Source.AddressFamily, TapFilter.IcmpTo(request.Source)));
        }
        catch (SocketException refused)
        {
            throw new ProbeFailedException(NativeSocket.IsNotPermitted(refused)
                ? "locating needs the capability CAP_NET_RAW"
                : $"the answers of routers cannot be received: {refused.Message}");
        }
    }
}
