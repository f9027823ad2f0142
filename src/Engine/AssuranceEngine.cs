using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Engine;

/// <summary>
/// Turns samples into the own health of subservices: one computation graph for all of them, symptoms with their courses in time, missing inputs.
/// Subservices and inputs come and go while it runs. One thread at a time.
/// </summary>
public sealed partial class AssuranceEngine
{
    private readonly string _agentId;
    private readonly ComputationGraph _graph;
    private readonly InputBoard _inputs;
    private readonly SlotTable _slots = new();
    private readonly List<Subservice?> _subservices = [];
    private readonly Stack<int> _free = new();
    private readonly PriorityQueue<int, long> _due = new();
    private readonly PriorityQueue<int, long> _renewals = new();
    private readonly HashSet<int> _changed = [];
    private ExpressionConstant[] _constants = [];
    private DateTimeOffset _now;

    /// <summary>An engine without subservices.</summary>
    /// <param name="agentId">The agent that raises the symptoms.</param>
    /// <param name="maximumSeries">How many series one input may have.</param>
    public AssuranceEngine(string agentId, int maximumSeries = ExpressionLimits.MaximumSeries)
    {
        _agentId = agentId;
        _graph = new ComputationGraph(maximumSeries);
        _inputs = new InputBoard(_graph, BecameStale);
    }

    /// <summary>Subservices at work.</summary>
    public int SubserviceCount => _subservices.Count - _free.Count;

    public int InputCount => _inputs.Count;

    /// <summary>Distinct nodes of the computation graph.</summary>
    public int NodeCount => _graph.NodeCount;

    /// <summary>Bytes of the computation graph.</summary>
    public long BytesOfExpressions => _graph.ByteSize;

    /// <summary>Samples that functions over time hold.</summary>
    public long WindowSampleCount => _graph.WindowSampleCount;

    /// <summary>
    /// When time alone may raise or clear a symptom or change its text next; null when only a new sample can. What windows lose by time is seen
    /// at any <see cref="Advance"/> and not announced here.
    /// </summary>
    public DateTimeOffset? NextDue => Math.Min(FirstOf(_due), FirstOf(_renewals)) is < long.MaxValue and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Adds an input; equal ones should be added once and shared.</summary>
    /// <returns>Its number.</returns>
    public int AddInput(EngineInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _inputs.Add(input);
    }

    /// <summary>Removes an input that no subservice reads any more.</summary>
    /// <exception cref="InvalidOperationException">One reads it.</exception>
    public void RemoveInput(int input)
    {
        if (_inputs[input].Readers.Count > 0)
        {
            throw new InvalidOperationException("a subservice reads the input");
        }

        _inputs.Remove(input);
    }

    /// <summary>Whether any subservice reads an input.</summary>
    public bool IsRead(int input) => _inputs[input].Readers.Count > 0;

    /// <summary>Sets the latest sample of an input. It is evaluated by <see cref="Advance"/>.</summary>
    /// <param name="input">The number of the input.</param>
    /// <param name="sample">The sample. Of an input with labels: whether its series are known.</param>
    /// <param name="origin">Where it came from.</param>
    public void Set(int input, in Sample sample, SampleOrigin origin)
    {
        if (_inputs.Take(input, sample, origin))
        {
            MarkReaders(input);
        }

        _graph.Set(_inputs[input].Number, sample);
    }

    /// <summary>
    /// Sets the samples of all series of an input with labels: what one reading found. A series that is not among them is gone.
    /// </summary>
    /// <param name="input">The number of the input.</param>
    /// <param name="time">When it was read.</param>
    /// <param name="series">The series, kept for accounts and not to be changed afterwards; of more than the input may have, the rest is left out, and the input counts as failed.</param>
    /// <param name="origin">Where they came from.</param>
    public void SetSeries(int input, DateTimeOffset time, IReadOnlyList<(SeriesKey Key, Sample Sample)> series, SampleOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(series);
        var family = _inputs[input].Number;
        var found = series.Select(item => item.Key).ToHashSet();
        foreach (var gone in _graph.SeriesOf(family).Where(key => !found.Contains(key)).ToList())
        {
            _graph.RemoveSeries(family, gone);
        }

        var refused = 0;
        Set(input, Sample.Present(time, value: true), origin);
        foreach (var (key, sample) in series)
        {
            var number = _graph.SeriesOf(family, key);
            refused += number < 0 ? 1 : 0;
            if (number >= 0)
            {
                _graph.Set(number, sample);
            }
        }

        // A refused reading is no account of anything, and what it holds has no limit.
        _inputs[input].Series = refused == 0 ? series : null;
        if (refused > 0)
        {
            Set(input, Sample.Failed(time, $"{series.Count} series, {refused} more than there may be"), origin);
        }
    }

    /// <summary>Evaluates what was set, and lets time pass.</summary>
    /// <param name="now">The time; the clock never goes back.</param>
    public void Advance(DateTimeOffset now)
    {
        _now = now > _now ? now : _now;
        _graph.Update();
        _inputs.Age(_now);
        _graph.Advance(_now);
        foreach (var slot in _graph.Changed)
        {
            Follow(slot);
        }

        _graph.ClearChanged();
        while (_due.TryPeek(out var slot, out var ticks) && ticks <= _now.UtcTicks)
        {
            _due.Dequeue();
            Follow(slot);
        }

        while (FirstOf(_renewals) <= _now.UtcTicks)
        {
            _changed.Add(_renewals.Dequeue());
        }
    }

    /// <summary>
    /// The subservices whose health is another than at the last call. The account of what changed is made here, so call it after each
    /// <see cref="Advance"/>.
    /// </summary>
    public IReadOnlyList<int> TakeChanged()
    {
        var changed = new List<int>();
        foreach (var number in _changed)
        {
            if (_subservices[number] is { } subservice && Publish(subservice))
            {
                changed.Add(number);
            }
        }

        _changed.Clear();
        return changed;
    }

    /// <summary>The own health of a subservice; the same object for as long as nothing changes.</summary>
    public OwnHealth HealthOf(int subservice) => _subservices[subservice]!.Health;

    private static long FirstOf(PriorityQueue<int, long> visits) => visits.TryPeek(out _, out var ticks) ? ticks : long.MaxValue;

    private void BecameStale(int input)
    {
        MarkReaders(input);
        _graph.Set(_inputs[input].Number, _inputs[input].Last);
    }

    private void MarkReaders(int input) => _inputs[input].Readers.AddTo(_changed);
}
