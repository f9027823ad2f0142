using System.Text.Json;
using System.Text.Json.Serialization;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>A sample of an agent's raw log: item of <c>GET /api/v1/samples</c>, and a line of a file of samples.</summary>
internal sealed record RecordedSample
{
    public string Metric { get; set; } = "";

    public string Device { get; set; } = "";

    public string Implementation { get; set; } = "";

    /// <summary>Canonical text of what was read.</summary>
    public string Read { get; set; } = "";

    /// <summary>Of a series, such as <c>protocol=rsvp</c>; null where the metric has no labels.</summary>
    public string? Labels { get; set; }

    public DateTimeOffset Time { get; set; }

    public string State { get; set; } = "";

    public double? Number { get; set; }

    public string? Text { get; set; }

    public string? Reason { get; set; }

    /// <summary>The sample as the metric's type has it.</summary>
    public Sample ToSample(ExpressionValueType type) => (State, type) switch
    {
        ("present", ExpressionValueType.Boolean) when Number is { } number => Sample.Present(Time, number != 0),
        ("present", ExpressionValueType.Number) when Number is { } number => Sample.Present(Time, number),
        ("present", ExpressionValueType.Text) when Text is { } text => Sample.Present(Time, text),
        ("present", _) => Sample.Failed(Time, "the recorded value has another type than the metric"),
        ("stale", _) => Sample.Stale(Time, Reason ?? State),
        ("missing", _) => Sample.Missing(Time, Reason ?? State),
        _ => Sample.Failed(Time, Reason ?? "failed"),
    };
}

/// <summary>JSON of samples; members that a newer agent adds are passed over.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordedSample))]
[JsonSerializable(typeof(Page<RecordedSample>))]
[JsonSerializable(typeof(ReplayAnswer))]
internal sealed partial class ReplayJson : JsonSerializerContext;
