namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>Nodes that wait to be computed, by level: all operands of a level are done before it begins.</summary>
internal sealed class DirtyQueue
{
    private int[][] _levels = [];
    private int[] _counts = [];
    private int _lowest = int.MaxValue;

    public bool IsEmpty => _lowest >= _levels.Length;

    public void Add(int node, int level)
    {
        if (level >= _levels.Length)
        {
            Grow(level + 1);
        }

        ref var nodes = ref _levels[level];
        if (_counts[level] == nodes.Length)
        {
            Array.Resize(ref nodes, Math.Max(16, nodes.Length * 2));
        }

        nodes[_counts[level]++] = node;
        _lowest = Math.Min(_lowest, level);
    }

    /// <summary>Takes a node of the lowest level out; false when none is left.</summary>
    public bool TryTake(out int node)
    {
        for (; _lowest < _levels.Length; _lowest++)
        {
            if (_counts[_lowest] > 0)
            {
                node = _levels[_lowest][--_counts[_lowest]];
                return true;
            }
        }

        _lowest = int.MaxValue;
        node = NodeCode.None;
        return false;
    }

    private void Grow(int length)
    {
        var old = _levels.Length;
        Array.Resize(ref _levels, length);
        Array.Resize(ref _counts, length);
        Array.Fill(_levels, [], old, length - old);
    }
}
