using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.Contracts.Health;

/// <summary>A health status on the wire.</summary>
public sealed record HealthStatusDocument
{
    /// <summary>-1..100.</summary>
    public int Score { get; set; }

    /// <summary>Score from the node's own symptoms alone, -1..100.</summary>
    public int Own { get; set; }

    /// <summary>Lower end of the value parents see, 0..100.</summary>
    public int Low { get; set; }

    /// <summary>Upper end of the value parents see, 0..100.</summary>
    public int High { get; set; }

    /// <summary>Share of fresh inputs, 0..1.</summary>
    public double Coverage { get; set; }

    /// <summary>Since when the score has this value.</summary>
    public DateTimeOffset Since { get; set; }

    public IReadOnlyList<SymptomDocument> Symptoms { get; set; } = [];

    public IReadOnlyList<CauseDocument> Causes { get; set; } = [];
}

/// <summary>A symptom on the wire; see <c>Model.Health.Symptom</c> for the meaning of the fields.</summary>
public sealed record SymptomDocument
{
    public string Id { get; set; } = "";

    public string AgentId { get; set; } = "";

    public int Weight { get; set; }

    public string Text { get; set; } = "";

    /// <summary>Generic description, for the glossary.</summary>
    public string Description { get; set; } = "";

    public DateTimeOffset Start { get; set; }

    public DateTimeOffset? Stop { get; set; }

    /// <summary><c>own</c>, <c>inherited</c>, <c>informational</c>, <c>missing-input</c> or <c>maintenance</c>.</summary>
    public string Kind { get; set; } = "own";

    public bool Broken { get; set; }

    public bool Local { get; set; }

    public SubserviceReference? Dependency { get; set; }

    public bool Primary { get; set; } = true;

    public int Gain { get; set; }

    public int Cost { get; set; }
}

/// <summary>A primary symptom somewhere below as a cause.</summary>
public sealed record CauseDocument(SubserviceReference Subservice, SymptomDocument Symptom);

/// <summary>What a change of a symptom rests on.</summary>
/// <param name="Expression">Text of the condition.</param>
/// <param name="Steps">Values of the expressions on the way, outermost first.</param>
/// <param name="Samples">The samples they were computed from.</param>
/// <param name="Runbook">Where operators read what to do, an address or a path in the package's repository; empty when nothing is written.</param>
public sealed record Evidence(string Expression, IReadOnlyList<EvidenceStep> Steps, IReadOnlyList<EvidenceSample> Samples, string Runbook = "")
{
    /// <summary>Packets that prove it, the newest last; null where there are none.</summary>
    public IReadOnlyList<EvidencePacket>? Packets { get; set; }
}

/// <param name="Expression">Text of the sub-expression.</param>
/// <param name="Value">Its value, with unit; or why there is none.</param>
public sealed record EvidenceStep(string Expression, string Value);

/// <param name="Input">Name of the input in the expression.</param>
/// <param name="Metric">The metric it is bound to.</param>
/// <param name="Device">The device it was read from.</param>
/// <param name="Source">Source and implementation that read it.</param>
/// <param name="Read">What was read, in the words of the source.</param>
/// <param name="Time">When it was read; the default where it never was.</param>
/// <param name="Value">The value; of a metric with labels those of its series, such as <c>to-p1 3 bytes, to-p2 5 bytes and 4 more</c>; empty when missing.</param>
/// <param name="State"><c>present</c>, <c>missing</c>, <c>stale</c> or <c>failed</c>.</param>
/// <param name="Reason">Why it is not present.</param>
public sealed record EvidenceSample(
    string Input, string Metric, string Device, string Source, string Read, DateTimeOffset Time, string Value, string State, string? Reason)
{
    /// <summary>
    /// What an operator types on the device to see the same, such as <c>ip -j -s link show dev eth1  # read over rtnetlink</c>; null where none is known.
    /// </summary>
    public string? Command { get; set; }
}
