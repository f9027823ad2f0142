using RouterAlertAssurance.Expressions.Compilation;
using RouterAlertAssurance.Expressions.Evaluation;

namespace RouterAlertAssurance.Expressions;

/// <summary>Series come and go, and with them the nodes of the expressions that read them.</summary>
public sealed partial class ComputationGraph
{
    private readonly Dictionary<int, SeriesFamily> _families = [];
    private readonly List<SeriesExpansion?> _expansions = [];
    private readonly Stack<int> _freeExpansions = new();
    private readonly List<Aggregation?> _aggregations = [];
    private readonly Stack<int> _freeAggregations = new();
    private readonly int _noSeries;

    /// <summary>The input of one series of a family, which is made if there is none yet.</summary>
    /// <param name="family">The input with labels.</param>
    /// <param name="key">The values of its labels.</param>
    /// <returns>The number of an input, or -1 when the family has as many series as it may have.</returns>
    public int SeriesOf(int family, SeriesKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var known = _families[family];
        if (known.Series.TryGetValue(key, out var series))
        {
            return series;
        }

        if (known.Series.Count >= _maximumSeries)
        {
            return -1;
        }

        if (key.Values.Length != known.Labels.Names.Length)
        {
            throw new ArgumentException($"the key '{key}' has {key.Values.Length} values for the labels {known.Labels}", nameof(key));
        }

        series = _inputs.Add(_inputs[family].Declaration! with { LabelSet = LabelSet.None });
        known.Series.Add(key, series);
        foreach (var reader in known.Readers)
        {
            Grow(reader, family, key, series);
        }

        return series;
    }

    /// <summary>The series a family has.</summary>
    public IReadOnlyCollection<SeriesKey> SeriesOf(int family) => _families[family].Series.Keys;

    /// <summary>Removes a series that is no more.</summary>
    public void RemoveSeries(int family, SeriesKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var known = _families[family];
        if (!known.Series.Remove(key, out var series))
        {
            return;
        }

        Update();
        foreach (var reader in known.Readers)
        {
            Shrink(reader, family, key);
        }

        _inputs.Free(series);
        UpdateWithoutSamples();
    }

    private void SetFamily(int input, SeriesFamily family, in Sample sample)
    {
        var node = _inputs[input].Value;
        if (node >= 0)
        {
            SetTime(node, sample.Time.UtcTicks);
            Settle(node, sample.State == SampleState.Present
                ? _values.SetBoolean(node, value: true)
                : _values.SetWithout(node, sample.State, _texts.NumberOf(sample.Reason), _nodes.Origins[node]));
        }

        if (sample.State != SampleState.Present)
        {
            foreach (var series in family.Series.Values)
            {
                Set(series, sample);
            }
        }
    }

    private ExpressionHandle AddExpansion(ExpressionProgram program, ReadOnlySpan<int> inputs, ReadOnlySpan<ExpressionConstant> constants, int watcher)
    {
        var expansion = new SeriesExpansion(program, inputs.ToArray(), constants.ToArray(), watcher);
        for (var i = 0; i < program.Instructions.Length; i++)
        {
            if (expansion.PerKey[i] is null)
            {
                expansion.Single[i] = program.Instructions[i].Operation == Operation.Aggregate
                    ? NewAggregate(expansion, i)
                    : Intern(program, i, expansion.Single, inputs, constants);
                _nodes.References[expansion.Single[i]]++;
            }
        }

        foreach (var input in expansion.Inputs.Where(_families.ContainsKey).Distinct())
        {
            var family = _families[input];
            family.Readers.Add(expansion);
            foreach (var (key, series) in family.Series)
            {
                Grow(expansion, input, key, series);
            }
        }

        if (expansion.PerKey[program.Result] is null)
        {
            Watch(expansion.Single[program.Result], watcher);
        }

        return ExpressionHandle.OfExpansion(Keep(_expansions, _freeExpansions, expansion));
    }

    private void RemoveExpansion(int number)
    {
        var expansion = _expansions[number]!;
        _expansions[number] = null;
        _freeExpansions.Push(number);
        foreach (var input in expansion.Inputs.Where(_families.ContainsKey).Distinct())
        {
            _families[input].Readers.Remove(expansion);
            foreach (var key in _families[input].Series.Keys)
            {
                Shrink(expansion, input, key);
            }
        }

        if (expansion.PerKey[expansion.Program.Result] is null)
        {
            Unwatch(expansion.Single[expansion.Program.Result], expansion.Watcher);
        }

        for (var i = expansion.Single.Length - 1; i >= 0; i--)
        {
            if (expansion.Single[i] >= 0)
            {
                Release(expansion.Single[i]);
            }
        }
    }

    private static int Keep<T>(List<T?> items, Stack<int> free, T item)
        where T : class
    {
        if (free.TryPop(out var number))
        {
            items[number] = item;
            return number;
        }

        items.Add(item);
        return items.Count - 1;
    }

    private static int ResultOf(SeriesExpansion expansion) => expansion.PerKey[expansion.Program.Result] is null
        ? expansion.Single[expansion.Program.Result]
        : throw new ArgumentException("the expression has several values", nameof(expansion));

    private static int[] NodesFor(SeriesExpansion expansion, SeriesKey key, LabelSet labels) =>
        [.. expansion.Program.Instructions.Select((instruction, step) =>
            instruction.Labels.IsSubsetOf(labels) ? expansion.NodeOf(step, labels, key) : NodeCode.None)];

    private int NewAggregate(SeriesExpansion expansion, int step)
    {
        var instruction = expansion.Program.Instructions[step];
        var aggregation = new Aggregation(instruction.Function);
        var code = new NodeCode(
            Operation.Aggregate, instruction.Type, (ushort)expansion.Levels[step], NodeCode.None, NodeCode.None, Keep(_aggregations, _freeAggregations, aggregation));
        aggregation.Node = Make(code, expansion.Program.Origins[step]);
        MarkDirty(aggregation.Node);
        return aggregation.Node;
    }

    private void FreeAggregation(int number)
    {
        _aggregations[number] = null;
        _freeAggregations.Push(number);
    }

    private void AddMember(SeriesExpansion expansion, int step, int aggregate, SeriesKey key, int operand)
    {
        var number = _nodes.Codes[aggregate].Extra;
        var aggregation = _aggregations[number]!;
        var place = aggregation.Add();
        var code = new NodeCode(Operation.Member, _nodes.Codes[operand].Type, 0, operand, place, number);
        var member = Make(code with { Level = LevelOf(code) }, expansion.Program.Origins[step]);
        aggregation.Attach(place, member);
        _nodes.References[member]++;
        _nodes.Edges[member] = _edges.Add(_nodes.Edges[member], aggregate);
        if ((_nodes.Flags[aggregate] & NodeFlags.FeedsWindow) != NodeFlags.None)
        {
            MarkFeeding(member);
        }

        expansion.Members[step]!.Add(key, member);
        MarkDirty(member);
        MarkDirty(aggregate);
    }

    private void RemoveMember(SeriesExpansion expansion, int step, SeriesKey key)
    {
        if (!expansion.Members[step]!.Remove(key, out var member))
        {
            return;
        }

        var code = _nodes.Codes[member];
        var aggregation = _aggregations[code.Extra]!;
        aggregation.Remove(code.Right);
        _nodes.Edges[member] = _edges.Remove(_nodes.Edges[member], aggregation.Node);
        MarkDirty(aggregation.Node);
        Release(member);
    }

    private bool ComputeMember(int node, in NodeCode code)
    {
        var aggregation = _aggregations[code.Extra]!;
        var value = _nodes.Codes[code.Left].Type == ExpressionValueType.Boolean ? _nodes.Bits[code.Left] : _values.Number(code.Left);
        aggregation.Set(code.Right, _nodes.States[code.Left], value);
        if (IsFeeding(node))
        {
            var time = _nodes.Times[code.Left];
            aggregation.WentBack |= time < _nodes.Times[node];
            _nodes.Times[node] = time;
            _nodes.Times[aggregation.Node] = Math.Max(_nodes.Times[aggregation.Node], time);
        }

        return _values.SetFrom(node, code.Left);
    }

    // The newest sample of all members. One that is removed does not turn the time back, a clock that was set does.
    private long NewestOf(Aggregation aggregation) => aggregation.Members.Max(member => _nodes.Times[member]);

    private bool ComputeAggregate(int node, in NodeCode code)
    {
        var aggregation = _aggregations[code.Extra]!;
        var (value, present) = (aggregation.Value, aggregation.Present);
        if (aggregation.WentBack)
        {
            _nodes.Times[node] = NewestOf(aggregation);
            aggregation.WentBack = false;
        }

        // One that decides is enough, whatever the others are.
        if (aggregation.Unsound >= 0 && !(aggregation.Function == AggregateFunction.Any && value > 0) && !(aggregation.Function == AggregateFunction.All && value == 0))
        {
            return _values.SetFrom(node, aggregation.Unsound);
        }

        return aggregation.Function switch
        {
            AggregateFunction.Any => _values.SetBoolean(node, value > 0),
            AggregateFunction.All => _values.SetBoolean(node, value != 0),
            AggregateFunction.Count => _values.SetNumber(node, present),
            AggregateFunction.Sum => _values.SetNumber(node, value),
            _ when present == 0 => _values.SetWithout(node, SampleState.Missing, _noSeries, _nodes.Origins[node]),
            AggregateFunction.Average => _values.SetNumber(node, value / present),
            _ => _values.SetNumber(node, value),
        };
    }
}
