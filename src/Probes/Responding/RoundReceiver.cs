using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Marks;
using RouterAlertAssurance.Probes.Sockets;

namespace RouterAlertAssurance.Probes.Responding;

/// <summary>An open round at the responder: receives until it is closed.</summary>
internal sealed class RoundReceiver : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(50);

    // As many calls of a tap as empty its buffer (1 MiB, twice that as the kernel counts it) of packets of any size.
    private const int MostAtTheEnd = 16;
    private readonly PortReservation _ports;
    private readonly IPacketTap _tap;
    private readonly RoundObserver _observer;
    private readonly Task _receiving;
    private volatile bool _isClosing;

    internal RoundReceiver(PortReservation ports, IPacketTap tap, RoundObserver observer, RoundOpened answer)
    {
        (_ports, _tap, _observer, Answer) = (ports, tap, observer, answer);
        _receiving = Task.Factory.StartNew(Receive, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>What the initiator is told of it.</summary>
    public RoundOpened Answer { get; }

    /// <summary>Opens a round.</summary>
    /// <param name="place">Where its sockets are opened.</param>
    /// <param name="key">Of the task.</param>
    /// <param name="opening">What was asked for.</param>
    /// <param name="protocols">Its protocols.</param>
    /// <param name="clock">Tells the time.</param>
    /// <exception cref="SocketException">The destination is not an address of this device, or sockets are refused.</exception>
    public static RoundReceiver Open(NetworkPlace place, ReadOnlyMemory<byte> key, RoundOpening opening, IReadOnlyList<ProbeProtocol> protocols, TimeProvider clock)
    {
        var (source, destination) = (IPAddress.Parse(opening.Source), IPAddress.Parse(opening.Destination));
        var observer = new RoundObserver(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(opening.Nonce), new MarkSigner(key, source, destination), protocols, opening.Pairs, clock);
        return place.Open(() =>
        {
            var ports = new PortReservation(destination, protocols);
            try
            {
                var (tap, refused) = OpenTap(source, destination, protocols, ports);
                return new RoundReceiver(ports, tap, observer, new(protocols.ToDictionary(protocol => protocol.Name, protocol => (int)ports[protocol]), refused));
            }
            catch
            {
                ports.Dispose();
                throw;
            }
        });
    }

    /// <summary>Stops receiving and tells what arrived.</summary>
    public async Task<RoundResults> CloseAsync()
    {
        _isClosing = true;
        await _receiving;
        var results = new RoundResults(_observer.ToResults(), _tap.TakeLost());
        Dispose();
        return results;
    }

    public void Dispose()
    {
        _isClosing = true;
        // What it failed with is told by CloseAsync.
        Task.WaitAny(_receiving);
        _tap.Dispose();
        _ports.Dispose();
    }

    private static (IPacketTap Tap, IReadOnlyDictionary<string, string> Refused) OpenTap(
        IPAddress source, IPAddress destination, IReadOnlyList<ProbeProtocol> protocols, PortReservation ports)
    {
        try
        {
            return (PacketTap.Open(source, destination, protocols, ports), new Dictionary<string, string>());
        }
        catch (SocketException refused) when (NativeSocket.IsNotPermitted(refused) && ports.Datagrams.Any())
        {
            var others = protocols.Where(protocol => protocol != ProbeProtocol.Udp)
                .ToDictionary(protocol => protocol.Name, protocol => $"receiving {protocol} needs the capability CAP_NET_RAW, which the responder does not have; without it only udp can be received");
            return (DatagramTap.Open(ports.Datagrams.Single()), others);
        }
    }

    private void Receive()
    {
        while (!_isClosing)
        {
            _tap.Take(Wait, _observer);
        }

        // What had arrived when the end was asked for, and no end of what comes meanwhile.
        for (var calls = 0; calls < MostAtTheEnd && _tap.Take(TimeSpan.Zero, _observer); calls++)
        {
            // There may be more.
        }
    }
}
