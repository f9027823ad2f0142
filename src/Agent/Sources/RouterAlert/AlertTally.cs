namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>A count that only grows, with what it was at each of the last ten seconds.</summary>
internal sealed class AlertTally
{
    /// <summary>Ticks that are remembered, one a second.</summary>
    public const int Window = 10;

    private readonly long[] _before = new long[Window];

    public long Count { get; set; }

    public void Tick(int tick) => _before[tick % Window] = Count;

    /// <summary>How much it grew since the oldest tick that is remembered; since it is there, where that is less.</summary>
    /// <param name="tick">Number of the last tick.</param>
    public long Recent(int tick) => Count - _before[(tick + 1) % Window];

    public void Clear()
    {
        Count = 0;
        Array.Clear(_before);
    }
}
