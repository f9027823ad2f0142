using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Agent.Sources.Ping;

namespace RouterAlertAssurance.Agent.Sources.PathMtu;

/// <summary>The largest packet that a destination answers, and what the kernel believes it to be.</summary>
/// <param name="Measured">Octets of IP; null when not even a small packet was answered.</param>
/// <param name="Known">The kernel's path MTU after the probes: below the interface's where a router reported a smaller one.</param>
internal readonly record struct PathMtuResult(int? Measured, int? Known);

/// <summary>
/// Probes with echo requests that must not be fragmented (RFC 4821, section 7). While packets of the interface's size, or of what a router said, are
/// answered that is one packet or two; otherwise a few more, and then two of each usual smaller size. It takes two seconds at most.
/// </summary>
internal sealed class PathMtuProbe(IPAddress? source, IPAddress destination, TimeProvider time)
{
    /// <summary>Larger ones are taken for this size: no answer would come from the loopback's 65,536.</summary>
    public const int Largest = 9216;

    private const int Attempts = 5;
    private const int Ipv4Header = 20, Ipv6Header = 40;
    private const int Ipv4Level = 0, Ipv4Discover = 10, Ipv4Mtu = 14, Ipv6Level = 41, Ipv6Discover = 23, Ipv6Mtu = 24, DiscoverProbe = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200), LastWait = TimeSpan.FromMilliseconds(600);
    private static readonly int[] UsualSizes = [9000, 4470, 1500, 1492, 1480, 1450, 1420, 1400, 1350, 1300, 1280, 1006, 576];

    private readonly ushort _identifier = (ushort)Random.Shared.Next(1, ushort.MaxValue);
    private readonly bool _ipv6 = destination.AddressFamily == AddressFamily.InterNetworkV6;
    private int _best;

    /// <summary>The sizes to try below the interface's, largest first.</summary>
    public static IEnumerable<int> Smaller(int than) => UsualSizes.Where(size => size < than);

    /// <exception cref="SocketException">No probe can be sent at all: no permission, no such source, no route.</exception>
    public async Task<PathMtuResult> RunAsync(int interfaceMtu, CancellationToken cancellationToken)
    {
        using var socket = Open();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receiving = ReceiveAsync(socket, stop.Token);
        var size = Math.Min(interfaceMtu, Largest);
        for (var attempt = 0; attempt < Attempts && _best < size; attempt++)
        {
            Send(socket, size);
            await WaitAsync(size, attempt + 1 < Attempts ? Pause : LastWait, cancellationToken);
            // A router has said what fits: that is what the rest of the probes is for.
            size = KnownBy(socket) is { } known && known < size && known > HeaderLength ? known : size;
        }

        if (_best < size)
        {
            await TrySmallerAsync(socket, size, cancellationToken);
        }

        await stop.CancelAsync();
        await receiving;
        return new PathMtuResult(_best > 0 ? _best : null, KnownBy(socket));
    }

    private async Task TrySmallerAsync(Socket socket, int than, CancellationToken cancellationToken)
    {
        foreach (var size in Smaller(than))
        {
            Send(socket, size);
            Send(socket, size);
        }

        await WaitAsync(than, LastWait, cancellationToken);
    }

    private Socket Open()
    {
        var socket = PingTarget.Open(destination.AddressFamily);
        try
        {
            // "Probe": never fragment, and do not let what is known of the path hold a probe back.
            socket.SetRawSocketOption(_ipv6 ? Ipv6Level : Ipv4Level, _ipv6 ? Ipv6Discover : Ipv4Discover, BitConverter.GetBytes(DiscoverProbe));
            if (source is not null)
            {
                socket.Bind(new IPEndPoint(source, 0));
            }

            socket.Connect(new IPEndPoint(destination, 0));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private int HeaderLength => _ipv6 ? Ipv6Header : Ipv4Header;

    private void Send(Socket socket, int size)
    {
        var message = new byte[size - HeaderLength];
        IcmpEcho.WriteRequest(message, _ipv6, _identifier, (ushort)size);
        try
        {
            socket.Send(message);
        }
        catch (SocketException)
        {
            // An ICMP error to an earlier probe, or one that does not fit the interface: this size counts as not answered.
        }
    }

    private async Task WaitAsync(int size, TimeSpan patience, CancellationToken cancellationToken)
    {
        const int Steps = 10;
        for (var step = 0; step < Steps && Volatile.Read(ref _best) < size; step++)
        {
            await Task.Delay(patience / Steps, time, cancellationToken);
        }
    }

    private async Task ReceiveAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[Largest + 64];
        var raw = socket.SocketType == SocketType.Raw;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var length = await socket.ReceiveAsync(buffer, cancellationToken);
                // The sequence number of a probe is its size.
                if (IcmpEcho.ReadReply(buffer.AsSpan(0, length), _ipv6, raw && !_ipv6, raw ? _identifier : null) is { } size)
                {
                    _best = Math.Max(_best, size);
                }
            }
            catch (SocketException)
            {
                // ICMP errors to earlier probes; those stay unanswered.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private int? KnownBy(Socket socket)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        try
        {
            socket.GetRawSocketOption(_ipv6 ? Ipv6Level : Ipv4Level, _ipv6 ? Ipv6Mtu : Ipv4Mtu, value);
            return BitConverter.ToInt32(value);
        }
        catch (SocketException)
        {
            // The route went away meanwhile.
            return null;
        }
    }
}
