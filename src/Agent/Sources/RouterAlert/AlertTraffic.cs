using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.RouterAlert;
using RouterAlertAssurance.Probes.Marks;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>
/// What was counted on all interfaces since counting began. One thread takes packets in; whoever reads holds <see cref="Gate"/>, as that thread does for each
/// batch.
/// </summary>
internal sealed class AlertTraffic
{
    private readonly CrossingTable _crossing = new();
    private readonly InterfaceBook _book;
    private readonly InterfaceTraffic _sum = new("");
    private readonly DateTimeOffset[] _ticks = new DateTimeOffset[AlertTally.Window];
    private int _tick;

    /// <param name="names">Finds the interfaces there are, by index.</param>
    /// <param name="isTunnel">Whether an interface puts what leaves over it into packets of its own.</param>
    /// <param name="now">When counting begins.</param>
    public AlertTraffic(Func<IReadOnlyDictionary<int, string>> names, Func<string, bool> isTunnel, DateTimeOffset now)
    {
        _book = new InterfaceBook(names, isTunnel);
        Since = now;
        Array.Fill(_ticks, now);
    }

    public Lock Gate { get; } = new();

    public DateTimeOffset Since { get; }

    /// <summary>Packets that the ring had no room for.</summary>
    public long Lost { get; set; }

    public PacketKeep Keep { get; } = new();

    /// <summary>Number of the last tick.</summary>
    public int LastTick => _tick;

    /// <summary>Interfaces that packets were seen on, and what is left of those that went.</summary>
    public IEnumerable<InterfaceTraffic> Interfaces => _book.All;

    /// <summary>What was counted on an interface; null when nothing was.</summary>
    public InterfaceTraffic? Find(string name) => _book.Find(name);

    /// <summary>What was counted on all interfaces together, until the next call; as bounded as what is counted on one. Who sent it is not in it.</summary>
    public InterfaceTraffic Sum()
    {
        _sum.Restart();
        foreach (var traffic in _book.All)
        {
            _sum.Include(traffic);
        }

        return _sum;
    }

    /// <summary>Whether there is an interface of a name now.</summary>
    public bool Exists(string name) => _book.Exists(name);

    /// <summary>How much a count grew in a second, over the last ten.</summary>
    public double PerSecond(long recent, DateTimeOffset now) => recent / Math.Max(1, (now - _ticks[(_tick + 1) % AlertTally.Window]).TotalSeconds);

    /// <summary>A second is over.</summary>
    public void Tick(DateTimeOffset now)
    {
        _tick++;
        _ticks[_tick % AlertTally.Window] = now;
        Keep.Tick(_tick);
        _book.Refresh();
        foreach (var traffic in _book.All)
        {
            traffic.Tick(_tick);
        }
    }

    /// <summary>Takes a packet in. Looks at its outer header only.</summary>
    public void Take(in CapturedPacket captured)
    {
        Dissector.Dissect(captured.Link, captured.Bytes, captured.OriginalLength, out var packet);
        if (captured.Direction == PacketDirection.Other || (packet.RouterAlert == RouterAlertState.None && !RouterAlertDuty.IsNeglected(in packet)))
        {
            return;
        }

        var at = _book.Of(captured.InterfaceIndex);
        if (captured.Direction == PacketDirection.Out)
        {
            Left(at, in packet, in captured);
        }
        else
        {
            Came(at, in packet, in captured);
        }
    }

    private void Came(InterfaceTraffic at, ref readonly DissectedPacket packet, in CapturedPacket captured)
    {
        var protocol = RouterAlertProtocol.Of(in packet);
        if (packet.RouterAlert == RouterAlertState.None)
        {
            at.CameWithoutOption(packet.IsIpv6, protocol);
            Keep.Add(at, KeptFor.MissingOption, protocol.Code, in packet, in captured, at.Name);
            return;
        }

        if (packet.RouterAlert != RouterAlertState.Present)
        {
            at.Malformed++;
            Keep.Add(at, KeptFor.Malformed, protocol.Code, in packet, in captured, at.Name);
            return;
        }

        if (ProbePayload.HasMark(captured.Bytes) && at.IsProbe())
        {
            return;
        }

        at.Came(in packet, protocol);
        _crossing.Came(PacketIdentity.OfPacket(in packet), captured.Nanoseconds, at);
        Keep.Add(at, KeptFor.Alert, protocol.Code, in packet, in captured, at.Name);
    }

    // What leaves in a tunnel does not cross: routers on the way do not see the option (RFC 6398, section 4.2.1).
    private void Left(InterfaceTraffic at, ref readonly DissectedPacket packet, in CapturedPacket captured)
    {
        if (packet.RouterAlert == RouterAlertState.Present && !at.IsTunnel && _crossing.Left(PacketIdentity.OfPacket(in packet), captured.Nanoseconds, at) is { } from)
        {
            var protocol = RouterAlertProtocol.Of(in packet);
            from.Left(packet.IsIpv6, protocol);
            Keep.Add(from, KeptFor.Crossed, protocol.Code, in packet, in captured, at.Name);
        }
    }
}
