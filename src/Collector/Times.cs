namespace RouterAlertAssurance.Collector;

/// <summary>Times as the database keeps them: UTC, whole microseconds. What is shown before and after a restart is then the same.</summary>
internal static class Times
{
    public static DateTimeOffset Normalise(DateTimeOffset time)
    {
        var ticks = time.UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    public static DateTimeOffset? Normalise(DateTimeOffset? time) => time is { } value ? Normalise(value) : null;
}
