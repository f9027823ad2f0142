using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Expressions.Evaluation;

namespace RouterAlertAssurance.Engine;

/// <summary>The inputs of all subservices: their last samples, and how long those are good for.</summary>
internal sealed class InputBoard
{
    private readonly ComputationGraph _graph;
    private readonly Action<int> _stale;
    private readonly Func<int, int, long> _due;
    private readonly TimingWheel _wheel = new();
    private readonly Stack<int> _free = new();
    private readonly Dictionary<InputDeclaration, int> _never = [];
    private readonly ChunkedArray<InputState> _inputs = new();
    private int _end;
    private DateTimeOffset _now;

    /// <param name="graph">Where the inputs are read.</param>
    /// <param name="stale">Called for each input whose sample has become too old.</param>
    public InputBoard(ComputationGraph graph, Action<int> stale) => (_graph, _stale, _due) = (graph, stale, Due);

    public ref InputState this[int input] => ref _inputs[input];

    public int Count => _end - _free.Count;

    public int Add(EngineInput definition)
    {
        if (!_free.TryPop(out var input))
        {
            input = _end++;
            _inputs.Extend(_end);
        }

        _inputs[input] = new InputState
        {
            Definition = definition,
            Number = _graph.AddInput(definition.Declaration),
            Origin = definition.Origin,
        };
        return input;
    }

    public void Remove(int input)
    {
        _graph.RemoveInput(_inputs[input].Number);
        _inputs[input] = default;
        _free.Push(input);
    }

    /// <summary>The number in the graph of something that never has a value.</summary>
    public int Never(InputDeclaration declaration)
    {
        if (!_never.TryGetValue(declaration, out var number))
        {
            number = _graph.AddInput(declaration);
            _never.Add(declaration, number);
        }

        return number;
    }

    /// <summary>
    /// Takes a sample in. True when the input was fresh and is not any more, or the other way round, or is read for the first time, or has no
    /// value for another reason than before.
    /// </summary>
    public bool Take(int input, in Sample sample, SampleOrigin origin)
    {
        ref var state = ref _inputs[input];
        var (wasRead, wasFresh, reason) = (state.IsRead, state.IsFresh, state.Last.Reason);
        state.Last = sample;
        state.Origin = origin;
        state.IsRead = true;
        if (state.IsFresh && !wasFresh)
        {
            _wheel.Add(input, 0, sample.Time.UtcTicks + state.Definition!.Staleness.Ticks);
        }

        return !wasRead || wasFresh != state.IsFresh || reason != sample.Reason;
    }

    /// <summary>Finds the inputs whose sample is too old by now.</summary>
    public void Age(DateTimeOffset now)
    {
        _now = now;
        _wheel.Turn(now.UtcTicks, _due);
    }

    private long Due(int input, int mark)
    {
        ref var state = ref _inputs[input];
        if (state.Definition is null || !state.IsFresh)
        {
            return -1;
        }

        var due = state.Last.Time + state.Definition.Staleness;
        if (_now <= due)
        {
            return due.UtcTicks + 1;
        }

        state.Last = Sample.Stale(
            state.Last.Time, $"the last value is of {state.Last.Time:HH:mm:ss}, and {state.Definition.Staleness.TotalSeconds:0.#} s is the limit");
        _stale(input);
        return -1;
    }
}
