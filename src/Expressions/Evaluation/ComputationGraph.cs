using RouterAlertAssurance.Expressions.Compilation;

namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>
/// The merged graph of many expressions: nodes in topological order, each distinct one once, values kept between
/// evaluations. A new sample marks what depends on it; computing visits only that, and stops where nothing changed.
/// </summary>
internal sealed class ComputationGraph
{
    private const string NoSample = "no sample yet";
    private readonly Instruction[] _instructions;
    private readonly string[] _origins;
    private readonly int[][] _dependents;
    private readonly NodeValues _values;
    private readonly DirtySet _dirty;
    private readonly Dictionary<string, InputSlot> _inputs;

    public ComputationGraph(InstructionSet instructions, IEnumerable<InputDeclaration> inputs)
    {
        _instructions = [.. instructions.Instructions];
        _origins = [.. instructions.Origins];
        _values = new NodeValues(_instructions.Length);
        _dirty = new DirtySet(_instructions.Length);
        _dependents = Dependents(_instructions);
        _inputs = inputs.ToDictionary(input => input.Name, input => new InputSlot(input), StringComparer.Ordinal);
        for (var node = 0; node < _instructions.Length; node++)
        {
            Initialise(node, _instructions[node]);
        }
    }

    public IReadOnlyCollection<string> Inputs => _inputs.Keys;

    /// <summary>The number of distinct nodes.</summary>
    public int Count => _instructions.Length;

    public bool Set(string input, in Sample raw)
    {
        if (!_inputs.TryGetValue(input, out var slot))
        {
            return false;
        }

        var sample = slot.Checked(raw);
        SetValue(slot, sample);
        if (slot.Rate >= 0 || slot.Increase >= 0)
        {
            var reading = slot.Observe(sample);
            SetReading(slot, slot.Rate, reading, reading.PerSecond);
            SetReading(slot, slot.Increase, reading, reading.Increase);
        }

        return true;
    }

    /// <summary>Computes whatever is out of date.</summary>
    public void Update()
    {
        while (_dirty.TryTake(out var node))
        {
            if (Kernel.Compute(_values, node, _instructions[node], _origins[node]))
            {
                MarkDependents(node);
            }
        }
    }

    public ExpressionValue Read(int node) => _values.Read(node, _instructions[node].Type);

    private void Initialise(int node, in Instruction instruction)
    {
        switch (instruction.Operation)
        {
            case Operation.Constant:
                _values.SetPresent(node, instruction.Number, instruction.Text);
                break;
            case Operation.Input:
                _inputs[instruction.Text!].Value = node;
                _values.SetWithout(node, SampleState.Missing, NoSample, instruction.Text);
                break;
            case Operation.Rate:
                _inputs[instruction.Text!].Rate = node;
                _values.SetWithout(node, SampleState.Missing, NoSample, instruction.Text);
                break;
            case Operation.Increase:
                _inputs[instruction.Text!].Increase = node;
                _values.SetWithout(node, SampleState.Missing, NoSample, instruction.Text);
                break;
            default:
                _dirty.Add(node);
                break;
        }
    }

    private void SetValue(InputSlot slot, in Sample sample)
    {
        if (slot.Value < 0)
        {
            return;
        }

        var changed = sample.State == SampleState.Present
            ? _values.SetPresent(slot.Value, sample.Number, sample.Text)
            : _values.SetWithout(slot.Value, sample.State, sample.Reason, slot.Declaration.Name);
        if (changed)
        {
            MarkDependents(slot.Value);
        }
    }

    private void SetReading(InputSlot slot, int node, in CounterReading reading, double number)
    {
        if (node < 0)
        {
            return;
        }

        var changed = reading.State == SampleState.Present
            ? _values.SetNumber(node, _instructions[node].Conversion.Apply(number), slot.Declaration.Name)
            : _values.SetWithout(node, reading.State, reading.Reason, slot.Declaration.Name);
        if (changed)
        {
            MarkDependents(node);
        }
    }

    private void MarkDependents(int node)
    {
        foreach (var dependent in _dependents[node])
        {
            _dirty.Add(dependent);
        }
    }

    private static int[][] Dependents(Instruction[] instructions)
    {
        var lists = new List<int>[instructions.Length];
        for (var node = 0; node < instructions.Length; node++)
        {
            lists[node] = [];
            foreach (var operand in new[] { instructions[node].Left, instructions[node].Right }.Where(operand => operand >= 0).Distinct())
            {
                lists[operand].Add(node);
            }
        }

        return [.. lists.Select(list => list.ToArray())];
    }
}
