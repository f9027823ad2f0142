using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Engine;

/// <summary>What is known of an input, and who reads it.</summary>
internal struct InputState
{
    public EngineInput? Definition;

    /// <summary>Its number in the computation graph.</summary>
    public int Number;

    public Sample Last;

    /// <summary>Of an input with labels: the last sample of each series.</summary>
    public IReadOnlyList<(SeriesKey Key, Sample Sample)>? Series;

    public SampleOrigin Origin;

    /// <summary>Whether a sample came, with or without a value.</summary>
    public bool IsRead;

    /// <summary>The subservices that read it, one entry for each of their inputs.</summary>
    public ReaderList Readers;

    public readonly bool IsFresh => IsRead && Last.State == SampleState.Present;
}
