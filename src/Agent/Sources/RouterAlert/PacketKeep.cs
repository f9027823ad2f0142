using System.Runtime.InteropServices;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>
/// The last packets of each interface, purpose and protocol: sixteen of each, 256 octets of a packet, 1 MiB in all. Where there is no room for another
/// protocol, the one that was quiet for longest makes room, one a second at most.
/// </summary>
internal sealed class PacketKeep
{
    public const int Each = 16;
    public const int Longest = EvidencePacket.Longest;
    private const int MostRings = (1 << 20) / (Each * Longest);
    private readonly Dictionary<Key, Ring> _rings = [];
    private int _tick;
    private int _madeRoomAt = -1;

    public void Tick(int tick) => _tick = tick;

    /// <summary>Keeps a packet.</summary>
    /// <param name="of">The interface it is evidence for: where it came in.</param>
    /// <param name="purpose">What it is evidence of.</param>
    /// <param name="protocol">Code of its protocol.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="captured">How it was captured.</param>
    /// <param name="at">Name of the interface where it was seen.</param>
    public void Add(InterfaceTraffic of, KeptFor purpose, ushort protocol, ref readonly DissectedPacket packet, in CapturedPacket captured, string at)
    {
        var key = new Key(of, purpose, protocol);
        if (!_rings.TryGetValue(key, out var ring))
        {
            if (_rings.Count >= MostRings && !MakeRoom())
            {
                return;
            }

            _rings[key] = ring = new Ring();
        }

        ring.Add(in packet, in captured, at, _tick);
    }

    /// <summary>Kept packets, the newest last.</summary>
    public IReadOnlyList<KeptPacket> Packets(KeptFor? purpose, InterfaceTraffic? of, Func<ushort, bool> isOfInterest) =>
    [
        .. _rings
            .Where(pair => (purpose ?? pair.Key.Purpose) == pair.Key.Purpose && ReferenceEquals(of ?? pair.Key.Of, pair.Key.Of) && isOfInterest(pair.Key.Protocol))
            .SelectMany(pair => pair.Value.Packets())
            .OrderBy(packet => packet.Nanoseconds),
    ];

    private bool MakeRoom()
    {
        if (_madeRoomAt == _tick)
        {
            return false;
        }

        _madeRoomAt = _tick;
        return _rings.Remove(_rings.MinBy(pair => pair.Value.LastTick).Key);
    }

    private readonly record struct Key(InterfaceTraffic Of, KeptFor Purpose, ushort Protocol);

    private sealed class Ring
    {
        private readonly List<(long Nanoseconds, string At, PacketDirection Direction, int Length, int Kept)> _facts = [];
        private readonly byte[] _octets = new byte[Each * Longest];
        private int _next;

        public int LastTick { get; private set; }

        public void Add(ref readonly DissectedPacket packet, in CapturedPacket captured, string at, int tick)
        {
            var octets = packet.Frame[packet.NetworkOffset..packet.End];
            octets = octets[..Math.Min(octets.Length, Longest)];
            octets.CopyTo(_octets.AsSpan(_next * Longest));
            if (_facts.Count < Each)
            {
                _facts.Add(default);
            }

            // What a link layer padded is no part of the packet.
            var length = packet.IsCut ? captured.OriginalLength - packet.NetworkOffset : packet.End - packet.NetworkOffset;
            CollectionsMarshal.AsSpan(_facts)[_next] = (captured.Nanoseconds, at, captured.Direction, length, octets.Length);
            _next = (_next + 1) % Each;
            LastTick = tick;
        }

        public IEnumerable<KeptPacket> Packets() => _facts.Select((fact, slot) =>
            new KeptPacket(fact.Nanoseconds, fact.At, fact.Direction, fact.Length, _octets.AsSpan(slot * Longest, fact.Kept).ToArray()));
    }
}
