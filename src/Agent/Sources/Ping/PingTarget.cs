using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Contracts.Agents;

namespace RouterAlertAssurance.Agent.Sources.Ping;

/// <summary>Probes one destination from one source address over a socket of its own, which the kernel filters by both addresses.</summary>
internal sealed class PingTarget : IDisposable
{
    /// <summary>Probes that count.</summary>
    public const int WindowSize = 25;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private readonly PingWindow _window = new(WindowSize, Timeout);
    private readonly IPAddress? _source;
    private readonly IPAddress _destination;
    private readonly TimeProvider _time;
    private readonly ushort _identifier = (ushort)Random.Shared.Next(1, ushort.MaxValue);
    private readonly CancellationTokenSource _stop = new();
    private Socket? _socket;
    private TimeSpan _nextOpen;

    public PingTarget(IPAddress? source, IPAddress destination, TimeProvider time)
    {
        _source = source;
        _destination = destination;
        _time = time;
    }

    /// <summary>Why no probe can be sent; null when they are.</summary>
    public string? Problem { get; private set; }

    private TimeSpan Now => _time.GetElapsedTime(0);

    public (double Loss, TimeSpan? RoundTrip, TimeSpan? Jitter)? Result() => _window.Result(Now);

    public void Probe()
    {
        if (_socket is null && !TryOpen())
        {
            return;
        }

        Span<byte> message = stackalloc byte[IcmpEcho.Length];
        IcmpEcho.WriteRequest(message, _destination.AddressFamily == AddressFamily.InterNetworkV6, _identifier, _window.Sent(Now));
        try
        {
            _socket!.Send(message);
        }
        catch (SocketException)
        {
            // No route, or an ICMP error to an earlier probe: this one counts as lost.
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _socket?.Dispose();
        _stop.Dispose();
    }

    /// <summary>A raw socket where that is permitted, otherwise the kernel's own ping socket.</summary>
    public static Socket Open(AddressFamily family)
    {
        var protocol = family == AddressFamily.InterNetworkV6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp;
        try
        {
            return new Socket(family, SocketType.Raw, protocol);
        }
        catch (SocketException)
        {
            return new Socket(family, SocketType.Dgram, protocol);
        }
    }

    /// <summary>Whether a source that probes this way can work here.</summary>
    public static SourceState Check(string source)
    {
        try
        {
            Open(AddressFamily.InterNetwork).Dispose();
            return new SourceState(source, true, null);
        }
        catch (SocketException)
        {
            return new SourceState(source, false, "not permitted: needs CAP_NET_RAW or a group within net.ipv4.ping_group_range");
        }
    }

    private bool TryOpen()
    {
        if (Now < _nextOpen)
        {
            return false;
        }

        Socket? socket = null;
        try
        {
            socket = Open(_destination.AddressFamily);
            if (_source is not null)
            {
                socket.Bind(new IPEndPoint(_source, 0));
            }

            socket.Connect(new IPEndPoint(_destination, 0));
            Problem = null;
            _socket = socket;
            _ = ReceiveLoopAsync(socket, _stop.Token);
            return true;
        }
        catch (SocketException exception)
        {
            socket?.Dispose();
            Problem = exception.SocketErrorCode == SocketError.AccessDenied ? "not permitted" : $"{_source} to {_destination}: {exception.Message}";
            _nextOpen = Now + Timeout;
            return false;
        }
    }

    private async Task ReceiveLoopAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[2048];
        var ipv6 = _destination.AddressFamily == AddressFamily.InterNetworkV6;
        var raw = socket.SocketType == SocketType.Raw;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var length = await socket.ReceiveAsync(buffer, cancellationToken);
                if (IcmpEcho.ReadReply(buffer.AsSpan(0, length), ipv6, raw && !ipv6, raw ? _identifier : null) is { } sequence)
                {
                    _window.Answered(sequence, Now);
                }
            }
            catch (SocketException exception) when (exception.SocketErrorCode is not (SocketError.OperationAborted or SocketError.Interrupted))
            {
                // Errors reported for earlier probes; those stay unanswered.
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }
}
