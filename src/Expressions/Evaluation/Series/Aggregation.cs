using RouterAlertAssurance.Expressions.Compilation;

namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>
/// Many members combined into one: a balanced tree over places, so that a member that changes costs the logarithm of their number, and sums have the
/// accuracy of pairwise summation. A member that is missing is left out; one that is stale or failed makes the result so.
/// </summary>
internal sealed class Aggregation(AggregateFunction function)
{
    private const int NoMember = -1;
    private readonly Stack<int> _free = new();
    private Part[] _tree = [Part.Empty(function), Part.Empty(function)];
    private int[] _members = [NoMember];
    private int _end;

    public AggregateFunction Function => function;

    /// <summary>The node whose value this is.</summary>
    public int Node { get; set; } = NoMember;

    /// <summary>Whether the clock of a member was turned back since the time of the aggregation was last put together.</summary>
    public bool WentBack { get; set; }

    /// <summary>How many members have a value.</summary>
    public int Present => _tree[1].Present;

    /// <summary>Members, with and without a value.</summary>
    public int Count => _end - _free.Count;

    /// <summary>All values together.</summary>
    public double Value => _tree[1].Value;

    /// <summary>The node of the first member that is stale or failed; -1 when there is none.</summary>
    public int Unsound => _tree[1].Unsound == NoMember ? NoMember : _members[_tree[1].Unsound];

    /// <summary>The nodes of all members.</summary>
    public IEnumerable<int> Members => _members.Where(member => member != NoMember);

    public int Add()
    {
        if (!_free.TryPop(out var place))
        {
            if (_end == _members.Length)
            {
                Grow();
            }

            place = _end++;
        }

        return place;
    }

    public void Attach(int place, int node) => _members[place] = node;

    public void Remove(int place)
    {
        Set(place, Part.Empty(function));
        _members[place] = NoMember;
        _free.Push(place);
    }

    public void Set(int place, SampleState state, double value) => Set(place, state switch
    {
        SampleState.Present => new Part(value, 1, NoMember),
        SampleState.Missing => Part.Empty(function),
        _ => Part.Empty(function) with { Unsound = place },
    });

    private void Set(int place, in Part part)
    {
        var at = _members.Length + place;
        _tree[at] = part;
        for (at /= 2; at >= 1; at /= 2)
        {
            _tree[at] = Part.Combine(function, _tree[2 * at], _tree[(2 * at) + 1]);
        }
    }

    private void Grow()
    {
        var length = _members.Length * 2;
        var leaves = _tree[_members.Length..];
        Array.Resize(ref _members, length);
        Array.Fill(_members, NoMember, length / 2, length / 2);
        _tree = new Part[length * 2];
        Array.Fill(_tree, Part.Empty(function));
        leaves.CopyTo(_tree, length);
        for (var at = length - 1; at >= 1; at--)
        {
            _tree[at] = Part.Combine(function, _tree[2 * at], _tree[(2 * at) + 1]);
        }
    }

    private readonly record struct Part(double Value, int Present, int Unsound)
    {
        public static Part Empty(AggregateFunction function) => new(
            function switch
            {
                AggregateFunction.Minimum or AggregateFunction.All => double.PositiveInfinity,
                AggregateFunction.Maximum or AggregateFunction.Any => double.NegativeInfinity,
                _ => 0,
            },
            0,
            NoMember);

        public static Part Combine(AggregateFunction function, in Part a, in Part b) => new(
            function switch
            {
                AggregateFunction.Minimum or AggregateFunction.All => Math.Min(a.Value, b.Value),
                AggregateFunction.Maximum or AggregateFunction.Any => Math.Max(a.Value, b.Value),
                _ => a.Value + b.Value,
            },
            a.Present + b.Present,
            a.Unsound == NoMember ? b.Unsound : a.Unsound);
    }
}
