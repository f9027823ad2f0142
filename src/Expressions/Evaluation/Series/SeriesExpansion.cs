using RouterAlertAssurance.Expressions.Compilation;

namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>An expression over series at work: the nodes of each step, one where it has one value, one for each series otherwise.</summary>
internal sealed class SeriesExpansion
{
    // Of steps whose keys are joined with others of fewer labels: their keys by the values of those labels.
    private readonly Dictionary<(int Step, LabelSet Labels), Dictionary<SeriesKey, HashSet<SeriesKey>>> _partners = [];

    public SeriesExpansion(ExpressionProgram program, int[] inputs, ExpressionConstant[] constants, int watcher)
    {
        (Program, Inputs, Constants, Watcher) = (program, inputs, constants, watcher);
        Levels = program.Levels();
        Single = new int[program.Instructions.Length];
        Array.Fill(Single, NodeCode.None);
        PerKey = [.. program.Instructions.Select(instruction => instruction.Labels.IsEmpty ? null : new Dictionary<SeriesKey, int>())];
        Members = [.. program.Instructions.Select(instruction => instruction.Operation == Operation.Aggregate ? new Dictionary<SeriesKey, int>() : null)];
    }

    public ExpressionProgram Program { get; }

    public int[] Inputs { get; }

    public ExpressionConstant[] Constants { get; }

    public int Watcher { get; }

    public int[] Levels { get; }

    /// <summary>The node of each step without labels.</summary>
    public int[] Single { get; }

    /// <summary>The nodes of each step with labels.</summary>
    public Dictionary<SeriesKey, int>?[] PerKey { get; }

    /// <summary>The members of each aggregation, by the key of what they bring in.</summary>
    public Dictionary<SeriesKey, int>?[] Members { get; }

    /// <summary>A constant that is a text.</summary>
    public string TextOf(string name) => Constants[Program.ParameterIndex(name)].Text ?? "";

    public void Add(int step, SeriesKey key, int node)
    {
        PerKey[step]!.Add(key, node);
        foreach (var ((indexed, labels), index) in _partners)
        {
            if (indexed == step)
            {
                Enter(index, step, labels, key);
            }
        }
    }

    public bool Remove(int step, SeriesKey key, out int node)
    {
        foreach (var ((indexed, labels), index) in _partners)
        {
            if (indexed == step)
            {
                Leave(index, key.Only(Program.Instructions[step].Labels, labels), key);
            }
        }

        return PerKey[step]!.Remove(key, out node);
    }

    /// <summary>The keys of a step that have the values of a key of fewer labels.</summary>
    public IReadOnlyCollection<SeriesKey> Partners(int step, LabelSet labels, SeriesKey key)
    {
        if (!_partners.TryGetValue((step, labels), out var index))
        {
            _partners.Add((step, labels), index = []);
            foreach (var known in PerKey[step]!.Keys)
            {
                Enter(index, step, labels, known);
            }
        }

        return index.TryGetValue(key, out var keys) ? keys : [];
    }

    /// <summary>The node of a step for a key of at least the step's labels; -1 when there is none.</summary>
    public int NodeOf(int step, LabelSet labels, SeriesKey key)
    {
        if (PerKey[step] is not { } nodes)
        {
            return Single[step];
        }

        return nodes.TryGetValue(key.Only(labels, Program.Instructions[step].Labels), out var node) ? node : NodeCode.None;
    }

    private static void Leave(Dictionary<SeriesKey, HashSet<SeriesKey>> index, SeriesKey group, SeriesKey key)
    {
        if (index.TryGetValue(group, out var keys) && keys.Remove(key) && keys.Count == 0)
        {
            index.Remove(group);
        }
    }

    private void Enter(Dictionary<SeriesKey, HashSet<SeriesKey>> index, int step, LabelSet labels, SeriesKey key)
    {
        var group = key.Only(Program.Instructions[step].Labels, labels);
        if (!index.TryGetValue(group, out var keys))
        {
            index.Add(group, keys = []);
        }

        keys.Add(key);
    }
}
