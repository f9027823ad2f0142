namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>Finds the node that computes the same: a hash table with open addressing over the nodes themselves.</summary>
internal sealed class NodeIndex(NodeTable nodes)
{
    private const int Empty = 0;
    private const int Deleted = -1;

    // A node is kept as its number plus one, so that a new array is empty.
    private int[] _places = new int[256];
    private int _used;

    public long ByteSize => _places.Length * (long)sizeof(int);

    /// <summary>The node of the same code (and, of a constant, the same value), or -1.</summary>
    public int Find(in NodeCode code, long bits)
    {
        var mask = _places.Length - 1;
        for (var place = Hash(code, bits) & mask; _places[place] != Empty; place = (place + 1) & mask)
        {
            if (_places[place] > 0 && Matches(_places[place] - 1, code, bits))
            {
                return _places[place] - 1;
            }
        }

        return NodeCode.None;
    }

    public void Add(int node)
    {
        if ((_used + 1) * 3 > _places.Length * 2)
        {
            Rebuild();
        }

        var mask = _places.Length - 1;
        var place = Hash(nodes.Codes[node], KeyBits(node)) & mask;
        while (_places[place] > 0)
        {
            place = (place + 1) & mask;
        }

        _used += _places[place] == Empty ? 1 : 0;
        _places[place] = node + 1;
    }

    public void Remove(int node)
    {
        var mask = _places.Length - 1;
        var place = Hash(nodes.Codes[node], KeyBits(node)) & mask;
        while (_places[place] != node + 1)
        {
            place = (place + 1) & mask;
        }

        _places[place] = Deleted;
    }

    private void Rebuild()
    {
        var old = _places;
        var live = old.Count(place => place > 0);
        var length = old.Length;
        while (live * 2 >= length)
        {
            length *= 2;
        }

        _places = new int[length];
        _used = 0;
        foreach (var place in old)
        {
            if (place > 0)
            {
                Add(place - 1);
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
}
