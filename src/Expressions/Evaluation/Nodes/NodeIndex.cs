namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>
/// Finds the node that computes the same: a hash table with open addressing over the nodes themselves. Hashes are kept beside the numbers, so that a
/// node is only looked at when it is most likely the one: nodes are spread over memory, and most that are asked for are not there.
/// </summary>
internal sealed class NodeIndex(NodeTable nodes)
{
    private const int Empty = 0;
    private const int Deleted = -1;

    // A node is kept as its number plus one, so that a new array is empty.
    private Place[] _places = new Place[256];
    private int _used;

    public long ByteSize => _places.Length * 2L * sizeof(int);

    /// <summary>The node of the same code (and, of a constant, the same value), or -1.</summary>
    public int Find(in NodeCode code, long bits)
    {
        var (places, hash) = (_places, Hash(code, bits));
        var mask = places.Length - 1;
        for (var at = hash & mask; places[at].Node != Empty; at = (at + 1) & mask)
        {
            if (places[at].Hash == hash && places[at].Node > 0 && Matches(places[at].Node - 1, code, bits))
            {
                return places[at].Node - 1;
            }
        }

        return NodeCode.None;
    }

    public void Add(int node)
    {
        if ((_used + 1) * 3L > _places.Length * 2L)
        {
            Rebuild();
        }

        Put(new(node + 1, Hash(nodes.Codes[node], KeyBits(node))));
    }

    public void Remove(int node)
    {
        var mask = _places.Length - 1;
        var at = Hash(nodes.Codes[node], KeyBits(node)) & mask;
        while (_places[at].Node != node + 1)
        {
            at = (at + 1) & mask;
        }

        _places[at] = new(Deleted, 0);
    }

    private void Put(Place place)
    {
        var mask = _places.Length - 1;
        var at = place.Hash & mask;
        while (_places[at].Node > 0)
        {
            at = (at + 1) & mask;
        }

        _used += _places[at].Node == Empty ? 1 : 0;
        _places[at] = place;
    }

    private void Rebuild()
    {
        var old = _places;
        var live = old.Count(place => place.Node > 0);
        var length = old.Length;
        while (live * 2L >= length)
        {
            length *= 2;
        }

        _places = new Place[length];
        _used = 0;
        foreach (var place in old)
        {
            if (place.Node > 0)
            {
                Put(place);
            }
        }
    }

    private long KeyBits(int node) => nodes.Codes[node].Operation == Compilation.Operation.Constant ? nodes.Bits[node] : 0;

    private bool Matches(int node, in NodeCode code, long bits)
    {
        ref readonly var known = ref nodes.Codes[node];
        return known.Operation == code.Operation && known.Type == code.Type && known.Left == code.Left && known.Right == code.Right
            && (known.Extra == code.Extra || known.IsWindow) && KeyBits(node) == bits;
    }

    private static int Hash(in NodeCode code, long bits)
    {
        var hash = ((ulong)(uint)code.Left << 32) | (uint)code.Right;
        hash = (hash ^ ((ulong)code.Operation << 8) ^ (ulong)code.Type ^ ((ulong)(code.IsWindow ? 0 : (uint)code.Extra) << 20) ^ (ulong)bits) * 0x9E3779B97F4A7C15UL;
        return (int)((hash ^ (hash >> 29)) & int.MaxValue);
    }

    private readonly record struct Place(int Node, int Hash);
}
