using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>The value of a recorded sample.</summary>
internal static class RecordedValue
{
    /// <summary>The sample as the metric's type has it.</summary>
    public static Sample ToSample(this RecordedSample sample, ExpressionValueType type) => (sample.State, type) switch
    {
        ("present", ExpressionValueType.Boolean) when sample.Number is { } number => Sample.Present(sample.Time, number != 0),
        ("present", ExpressionValueType.Number) when sample.Number is { } number => Sample.Present(sample.Time, number),
        ("present", ExpressionValueType.Text) when sample.Text is { } text => Sample.Present(sample.Time, text),
        ("present", _) => Sample.Failed(sample.Time, "the recorded value has another type than the metric"),
        ("stale", _) => Sample.Stale(sample.Time, sample.Reason ?? sample.State),
        ("missing", _) => Sample.Missing(sample.Time, sample.Reason ?? sample.State),
        _ => Sample.Failed(sample.Time, sample.Reason ?? "failed"),
    };
}
