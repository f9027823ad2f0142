using RouterAlertAssurance.Hosting.Configuration;

namespace RouterAlertAssurance.Collector;

/// <summary>How long what was is kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>Changes of scores; 30 days by default.</summary>
    public TimeSpan Scores { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Symptoms that have stopped, with their evidence; 30 days by default.</summary>
    public TimeSpan Symptoms { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Graph versions that were replaced; 30 days by default.</summary>
    public TimeSpan Graphs { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Scores older than this are thinned to the worst and the last of each <see cref="DownsampleStep"/>; 7 days by default.</summary>
    public TimeSpan DownsampleAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Length of a step of down-sampling; 5 minutes by default.</summary>
    public TimeSpan DownsampleStep { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time between two rounds of the cleaner; 10 minutes by default.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(10);

    internal OptionSection<RetentionOptions> Section()
    {
        var longest = TimeSpan.FromDays(3650);
        var hour = TimeSpan.FromHours(1);
        return new OptionSection<RetentionOptions>("collector.retention", this)
            .Duration("scores", "How long changes of scores are kept", value => value.Scores, (value, time) => value.Scores = time, hour, longest)
            .Duration("symptoms", "How long symptoms are kept after they stopped", value => value.Symptoms, (value, time) => value.Symptoms = time, hour, longest)
            .Duration("graphs", "How long graph versions are kept after they were replaced", value => value.Graphs, (value, time) => value.Graphs = time, hour, longest)
            .Duration("downsample-after", "The age from which scores are thinned", value => value.DownsampleAfter, (value, time) => value.DownsampleAfter = time, hour, longest)
            .Duration("downsample-step", "Of each such step the worst and the last score are kept", value => value.DownsampleStep, (value, time) => value.DownsampleStep = time, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
            .Duration("interval", "The time between two rounds of the cleaner", value => value.Interval, (value, time) => value.Interval = time, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
    }
}
