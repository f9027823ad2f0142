using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Agent.Running;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>
/// Keeps the tables of the network namespace it runs in current. Links and neighbours follow each message; routes and addresses are read
/// again shortly after a message about them, since the kernel changes several of them silently when an interface goes down.
/// </summary>
internal sealed partial class NetworkMonitor(INetlinkSocketFactory factory, TimeProvider time, ILogger<NetworkMonitor> logger) : IDisposable
{
    private const int BufferLength = 64 * 1024;
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly NetlinkDump _dump = new(factory);
    private readonly AsyncSignal _routesDirty = new();
    private ImmutableArray<Action<NetworkSnapshot, NetworkSnapshot>> _listeners = [];
    private volatile NetworkSnapshot _current = NetworkSnapshot.Empty;
    private int _linkMessages;

    /// <summary>The tables as last known; empty before the stream was first up.</summary>
    public NetworkSnapshot Current => _current;

    /// <summary>Whether the tables follow the kernel; otherwise they are as old as the break of the stream.</summary>
    public bool IsStreaming { get; private set; }

    /// <summary>Calls the listener after each change, with the tables before and after, until the subscription is disposed. It must be quick.</summary>
    public IDisposable Listen(Action<NetworkSnapshot, NetworkSnapshot> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));
        return new Subscription(() => ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Remove(listener)));
    }

    /// <summary>Follows the kernel until the stream breaks.</summary>
    /// <exception cref="IOException">It broke.</exception>
    public async Task RunAsync(Action connected, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            using var socket = factory.Open(NetlinkConstants.Groups);
            await SynchroniseAsync(stop.Token);
            IsStreaming = true;
            connected();
            Tell(NetworkSnapshot.Empty, _current);
            var ended = await Task.WhenAny(ReceiveLoopAsync(socket, stop.Token), RouteLoopAsync(stop.Token));
            await ended;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw new IOException($"netlink stream: {exception.Message}", exception);
        }
        finally
        {
            IsStreaming = false;
            await stop.CancelAsync();
        }
    }

    /// <summary>Reads links again, for their counters.</summary>
    /// <exception cref="IOException">The kernel cannot be asked.</exception>
    public async Task RefreshLinksAsync(CancellationToken cancellationToken)
    {
        var before = Volatile.Read(ref _linkMessages);
        var links = await _dump.ReadAsync(NetlinkConstants.GetLink, NetlinkConstants.NewLink, LinkParser.Parse, cancellationToken);
        Update(old => old with
        {
            // A message that came during the dump is newer than the dump: then only the counters are taken.
            Links = _linkMessages == before ? links.ToImmutableDictionary(link => link.Index) : WithCounters(old.Links, links),
        });
    }

    public void Dispose() => _dump.Dispose();

    private static ImmutableDictionary<int, NetworkLink> WithCounters(ImmutableDictionary<int, NetworkLink> old, List<NetworkLink> links)
    {
        var builder = old.ToBuilder();
        foreach (var link in links)
        {
            if (old.TryGetValue(link.Index, out var known))
            {
                builder[link.Index] = known with { Counters = link.Counters, CarrierChanges = link.CarrierChanges };
            }
        }

        return builder.ToImmutable();
    }

    private async Task SynchroniseAsync(CancellationToken cancellationToken)
    {
        await RefreshLinksAsync(cancellationToken);
        await RefreshRoutesAsync(cancellationToken);
        var neighbours = await _dump.ReadAsync(
            NetlinkConstants.GetNeighbour, NetlinkConstants.NewNeighbour, RouteParser.ParseNeighbour, cancellationToken);
        var table = ImmutableDictionary.CreateBuilder<(int, IPAddress), Neighbour>();
        foreach (var neighbour in neighbours)
        {
            table[(neighbour.Link, neighbour.Address)] = neighbour.After(_current.Neighbours.GetValueOrDefault((neighbour.Link, neighbour.Address)));
        }

        Update(old => old with { Neighbours = table.ToImmutable() });
    }

    private async Task RefreshRoutesAsync(CancellationToken cancellationToken)
    {
        var addresses = await _dump.ReadAsync(
            NetlinkConstants.GetAddress, NetlinkConstants.NewAddress, RouteParser.ParseAddress, cancellationToken);
        var routes = await _dump.ReadAsync(NetlinkConstants.GetRoute, NetlinkConstants.NewRoute, RouteParser.ParseRoute, cancellationToken);
        Update(old => old with
        {
            Addresses = old.Addresses.SequenceEqual(addresses) ? old.Addresses : [.. addresses],
            Routes = old.Routes.SequenceEqual(routes) ? old.Routes : [.. routes],
        });
    }

    private async Task RouteLoopAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _routesDirty.WaitAsync(Timeout.InfiniteTimeSpan, time, cancellationToken);
            await Task.Delay(Settle, time, cancellationToken);
            await RefreshRoutesAsync(cancellationToken);
        }
    }

    private async Task ReceiveLoopAsync(INetlinkSocket socket, CancellationToken cancellationToken)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(BufferLength);
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellationToken);
            if (length == NetlinkSocket.Overrun)
            {
                LogOverrun();
                await SynchroniseAsync(cancellationToken);
                continue;
            }

            Apply(buffer.AsSpan(0, length));
        }
    }

    /// <summary>Takes one datagram of the stream; anything may be in it.</summary>
    internal void Apply(ReadOnlySpan<byte> datagram)
    {
        var messages = new NetlinkMessageReader(datagram);
        while (messages.MoveNext())
        {
            switch (messages.Type)
            {
                case NetlinkConstants.NewLink when LinkParser.Parse(messages.Payload) is { } link:
                    Interlocked.Increment(ref _linkMessages);
                    Update(old => old with { Links = old.Links.SetItem(link.Index, link with { Counters = link.Counters ?? old.Links.GetValueOrDefault(link.Index)?.Counters }) });
                    _routesDirty.Set();
                    break;
                case NetlinkConstants.DeleteLink when LinkParser.Parse(messages.Payload) is { } link:
                    Interlocked.Increment(ref _linkMessages);
                    Update(old => old with { Links = old.Links.Remove(link.Index) });
                    _routesDirty.Set();
                    break;
                case NetlinkConstants.NewNeighbour when RouteParser.ParseNeighbour(messages.Payload) is { } neighbour:
                    Update(old => old with { Neighbours = old.Neighbours.SetItem((neighbour.Link, neighbour.Address), neighbour.After(old.Neighbours.GetValueOrDefault((neighbour.Link, neighbour.Address)))) });
                    break;
                case NetlinkConstants.DeleteNeighbour when RouteParser.ParseNeighbour(messages.Payload) is { } neighbour:
                    Update(old => old with { Neighbours = old.Neighbours.Remove((neighbour.Link, neighbour.Address)) });
                    break;
                // FRR changes next hops by groups, without a message for each route that uses one.
                case NetlinkConstants.NewNextHop or NetlinkConstants.DeleteNextHop:
                case NetlinkConstants.NewAddress or NetlinkConstants.DeleteAddress or NetlinkConstants.NewRoute or NetlinkConstants.DeleteRoute:
                    _routesDirty.Set();
                    break;
            }
        }
    }

    private void Update(Func<NetworkSnapshot, NetworkSnapshot> change)
    {
        NetworkSnapshot before, after;
        lock (_gate)
        {
            before = _current;
            after = change(before);
            _current = after;
        }

        Tell(before, after);
    }

    private void Tell(NetworkSnapshot before, NetworkSnapshot after)
    {
        foreach (var listener in _listeners)
        {
            listener(before, after);
        }
    }
}
