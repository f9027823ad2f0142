using System.Net;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>A sender of many packets.</summary>
/// <param name="Source">Its address.</param>
/// <param name="Protocol">What it sends.</param>
/// <param name="Count">Packets since it is among the heaviest: a lower bound.</param>
/// <param name="Recent">Those of the last ten seconds.</param>
internal sealed record Talker(IPAddress Source, ushort Protocol, long Count, long Recent);

/// <summary>
/// The heaviest senders in bounded memory (space-saving: Metwally, Agrawal, El Abbadi, 2005): who is not among those that are kept takes the place, and the weight,
/// of the lightest. Weights halve each minute, so that who was heavy long ago does not keep others out; counts are of the packets that were seen of a
/// sender while it was kept, and so a lower bound.
/// </summary>
internal sealed class TalkerTable
{
    private const int Slots = 32;
    private const int LongestAddress = TalkerNetwork.LongestAddress;
    private const int TicksToHalve = 60;
    private readonly ulong[] _identities = new ulong[Slots];
    private readonly long[] _weights = new long[Slots];
    private readonly AlertTally[] _tallies = [.. Enumerable.Range(0, Slots).Select(_ => new AlertTally())];
    private readonly byte[] _addresses = new byte[Slots * LongestAddress];
    private readonly (int Length, ushort Protocol)[] _senders = new (int, ushort)[Slots];
    private int _tick;

    /// <summary>How many packets, in steps of a fifth: those that send about the same keep their order, or a list of the first few would change with each packet.</summary>
    public static int Magnitude(long packets) => (int)(4 * Math.Log2(packets + 1));

    public void Add(ReadOnlySpan<byte> source, ushort protocol)
    {
        var identity = PacketIdentity.OfTalker(source, protocol);
        var slot = _identities.AsSpan().IndexOf(identity);
        if (slot < 0)
        {
            slot = Replace(identity, source, protocol);
        }

        _weights[slot]++;
        _tallies[slot].Count++;
    }

    public void Tick(int tick)
    {
        _tick = tick;
        for (var slot = 0; slot < Slots; slot++)
        {
            _tallies[slot].Tick(tick);
            _weights[slot] >>= tick % TicksToHalve == 0 ? 1 : 0;
        }
    }

    /// <summary>All that are kept, the heaviest of the last ten seconds first.</summary>
    public IEnumerable<Talker> Heaviest() => Enumerable.Range(0, Slots)
        .Where(slot => _identities[slot] != 0)
        .Select(slot => new Talker(
            new IPAddress(_addresses.AsSpan(slot * LongestAddress, _senders[slot].Length)), _senders[slot].Protocol, _tallies[slot].Count, _tallies[slot].Recent(_tick)))
        .OrderByDescending(talker => Magnitude(talker.Recent)).ThenByDescending(talker => Magnitude(talker.Count));

    private int Replace(ulong identity, ReadOnlySpan<byte> source, ushort protocol)
    {
        var lightest = 0;
        for (var slot = 1; slot < Slots; slot++)
        {
            lightest = _weights[slot] < _weights[lightest] ? slot : lightest;
        }

        _identities[lightest] = identity;
        _senders[lightest] = (source.Length, protocol);
        source.CopyTo(_addresses.AsSpan(lightest * LongestAddress));
        _tallies[lightest].Clear();
        return lightest;
    }
}
