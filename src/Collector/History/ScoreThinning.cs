namespace RouterAlertAssurance.Collector.History;

/// <summary>
/// Bounds how many points a question brings back: the time is cut into steps, and of each step with more than two points the worst and the
/// last are kept. No fault gets lost, and the value after each step is right.
/// </summary>
internal sealed class ScoreThinning(DateTimeOffset from, DateTimeOffset to)
{
    public const int Steps = 2500;

    private readonly long _step = Math.Max(1, (to - from).Ticks / Steps);
    private readonly List<PastScore> _points = [];
    private long _current = -1;
    private int _inStep;

    public IReadOnlyList<PastScore> Points => _points;

    /// <summary>Points come in the order of their times.</summary>
    public void Add(PastScore point)
    {
        var step = (point.Time - from).Ticks / _step;
        _inStep = step == _current ? _inStep + 1 : 1;
        _current = step;
        if (_inStep > 2)
        {
            // Of the two kept so far and the new one, the better of the first two goes.
            _points.RemoveAt(_points[^2].Score <= _points[^1].Score ? _points.Count - 1 : _points.Count - 2);
        }

        _points.Add(point);
    }
}
