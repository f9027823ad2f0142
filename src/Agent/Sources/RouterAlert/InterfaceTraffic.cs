using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>What was counted on one interface. Used under the lock of <see cref="AlertTraffic"/>.</summary>
/// <param name="name">Name of the interface.</param>
internal sealed class InterfaceTraffic(string name)
{
    /// <summary>Series of a table at most; the rest are counted together, a series for each family.</summary>
    public const int MostSeries = 64;

    // Named protocols with their usual values are 10 of IPv4 and 20 of IPv6, classes of RSVP and the lowest values 10: there is always room for them.
    private const int MostUnusual = 34;

    /// <summary>Packets with the mark of a probe that pass for probes in a second.</summary>
    public const int MostProbes = 200;

    private int _probesLeft = MostProbes;

    public string Name => name;

    /// <summary>Whether what leaves over it is hidden in packets of its own.</summary>
    public bool IsTunnel { get; set; }

    public SeriesTable<PacketKey> Packets { get; } = Table<PacketKey>(key => key.Rest);

    public SeriesTable<GroupKey> Groups { get; } = Table<GroupKey>(key => key.Rest);

    public SeriesTable<ProtocolKey> CrossedBy { get; } = Table<ProtocolKey>(key => key.Rest);

    /// <summary>Messages that came in without the option, though they must have it; they are in no other count.</summary>
    public SeriesTable<ProtocolKey> MissingOption { get; } = Table<ProtocolKey>(key => key.Rest);

    public TalkerTable Talkers { get; } = new();

    /// <summary>Where senders are: a flood from many addresses of one network has no heavy sender.</summary>
    public TalkerTable Networks { get; } = new();

    /// <summary>Well-formed ones that came in.</summary>
    public long Total { get; private set; }

    public long Malformed { get; set; }

    /// <summary>Packets of probes between agents, which are in no other count.</summary>
    public long Probes { get; private set; }

    /// <summary>Those that left again over another interface with the option.</summary>
    public long Crossed => CrossedBy.Total;

    /// <summary>
    /// Takes a packet that has the mark of a probe. Marks can be forged, and only who has the key can tell: so many in a second pass for probes, and the rest count as what they
    /// are. False where it is to be counted.
    /// </summary>
    public bool IsProbe()
    {
        if (_probesLeft == 0)
        {
            return false;
        }

        _probesLeft--;
        Probes++;
        return true;
    }

    public void Came(ref readonly DissectedPacket packet, RouterAlertProtocol protocol)
    {
        Total++;
        var key = new PacketKey(packet.IsIpv6, protocol.Code, packet.RouterAlertValue);
        Packets.Of(key, key.IsUsual).Count++;
        var group = GroupKey.Of(in packet);
        Groups.Of(group, group.IsUsual).Count++;
        Talkers.Add(packet.Source, protocol.Code);
        Span<byte> network = stackalloc byte[TalkerNetwork.LongestAddress];
        Networks.Add(TalkerNetwork.Of(packet.Source, network), protocol.Code);
    }

    public void CameWithoutOption(bool isIpv6, RouterAlertProtocol protocol) => Count(MissingOption, new ProtocolKey(isIpv6, protocol.Code));

    public void Left(bool isIpv6, RouterAlertProtocol protocol) => Count(CrossedBy, new ProtocolKey(isIpv6, protocol.Code));

    /// <summary>Counts what another interface counted as its own; who sent it is not kept.</summary>
    public void Include(InterfaceTraffic other)
    {
        Total += other.Total;
        Malformed += other.Malformed;
        Probes += other.Probes;
        Packets.Include(other.Packets, key => key.IsUsual);
        Groups.Include(other.Groups, key => key.IsUsual);
        CrossedBy.Include(other.CrossedBy, key => key.IsUsual);
        MissingOption.Include(other.MissingOption, key => key.IsUsual);
    }

    /// <summary>Counts from 0 again, in the series there are.</summary>
    public void Restart()
    {
        (Total, Malformed, Probes) = (0, 0, 0);
        Packets.Restart();
        Groups.Restart();
        CrossedBy.Restart();
        MissingOption.Restart();
    }

    public void Tick(int tick)
    {
        _probesLeft = MostProbes;
        Packets.Tick(tick);
        Talkers.Tick(tick);
        Networks.Tick(tick);
    }

    private static void Count(SeriesTable<ProtocolKey> table, ProtocolKey key) => table.Of(key, key.IsUsual).Count++;

    private static SeriesTable<TKey> Table<TKey>(Func<TKey, TKey> rest)
        where TKey : struct, IEquatable<TKey> => new(MostSeries, MostUnusual, rest);
}
