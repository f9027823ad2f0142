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
    private const int Attempts = 3;
    private const int AttemptsWithOption = 2;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(1100);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private readonly ulong _nonce = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private readonly Dictionary<ushort, (int Hop, bool WithOption)> _sent = [];
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
        var hops = Enumerable.Range(1, Math.Max(routers, 0)).Select(number => new HopObservation(number)).ToArray();
        for (var attempt = 0; attempt < Attempts && hops.Any(attempt < AttemptsWithOption ? IsOpen : IsSilent); attempt++)
        {
            if (attempt > 0 && hops.Any(IsSilent))
            {
                await Task.Delay(BetweenAttempts, clock, cancellationToken);
            }

            await AskAsync(protocol, port, hops, attempt, cancellationToken);
            await ListenAsync(tap, hops, cancellationToken);
        }

        return LocationJudge.Judge([.. hops.Select(hop => hop.ToHop())]);
    }

    private static bool IsOpen(HopObservation hop) => !hop.Has(true) || IsSilent(hop);

    private static bool IsSilent(HopObservation hop) => !hop.Has(false);

    private async Task AskAsync(ProbeProtocol protocol, ushort port, HopObservation[] hops, int attempt, CancellationToken cancellationToken)
    {
        foreach (var hop in hops)
        {
            foreach (var withOption in (bool[])[false, true])
            {
                if (!hop.Has(withOption))
                {
                    var mark = new ProbeMark(_nonce, (uint)((hop.Number * Attempts) + attempt), withOption, protocol.Number);
                    var packet = new ProbePacket(protocol, mark, (byte)hop.Number, ports[protocol], port, sender.NextIdentification());
                    _sent[packet.Identification] = (hop.Number, withOption);
                    await sender.SendOneAsync(packet, cancellationToken);
                    await Task.Delay(Step, clock, cancellationToken);
                }
            }
        }
    }

    private async Task ListenAsync(Socket tap, HopObservation[] hops, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        do
        {
            while (tap.Poll(TimeSpan.Zero, SelectMode.SelectRead))
            {
                Take(_buffer.AsSpan(0, tap.Receive(_buffer)), hops);
            }

            await Task.Delay(Step, clock, cancellationToken);
        }
        while (hops.Any(IsOpen) && clock.GetElapsedTime(start) < Patience);
    }

    // By the mark where the router quotes that much, else by the number in the IPv4 header, which no two of these packets share.
    private void Take(ReadOnlySpan<byte> packet, HopObservation[] hops)
    {
        if (!IcmpQuote.TryRead(packet, request.Source, request.Destination, _nonce, signer, out var quote))
        {
            return;
        }

        if (quote.Mark is { } mark && mark.Sequence / Attempts is var number && number >= 1 && number <= hops.Length)
        {
            hops[number - 1].Take(mark.WithOption, quote);
        }
        else if (quote.Mark is null && _sent.TryGetValue(quote.Identification, out var sent))
        {
            hops[sent.Hop - 1].Take(sent.WithOption, quote);
        }
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
