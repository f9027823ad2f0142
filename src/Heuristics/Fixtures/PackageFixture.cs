using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Fixtures;

/// <summary>A test of a package: what one node reads over time, and what shall come of it.</summary>
public sealed record PackageFixture
{
    /// <summary>Unique within the package.</summary>
    public required string Name { get; init; }

    /// <summary>Path of its file, with the package's folder.</summary>
    public required string File { get; init; }

    /// <summary>Line of the file on which it begins.</summary>
    public required int Line { get; init; }

    /// <summary>The type of the node, as it is on the fixture's monitoring level.</summary>
    public required NodeType Type { get; init; }

    /// <summary>Parameter values in canonical spelling.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Threshold profile; null for the defaults.</summary>
    public string? Profile { get; init; }

    /// <summary>Thresholds that are set, in the units of the package.</summary>
    public IReadOnlyDictionary<string, ExpressionConstant> Thresholds { get; init; } = new Dictionary<string, ExpressionConstant>();

    /// <summary>Time between two values of a timeline; the first is at 0.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>By name; an optional input that is not among them is one the device does not have.</summary>
    public required IReadOnlyDictionary<string, InputTimeline> Inputs { get; init; }

    /// <summary>In the order of their times.</summary>
    public required IReadOnlyList<FixtureExpectation> Expectations { get; init; }
}

/// <summary>What shall be at one time. What is null is not looked at.</summary>
/// <param name="At">Since the beginning.</param>
/// <param name="Score">The node's own score, 0..100, or -1 where it shall not be known.</param>
/// <param name="Coverage">Share of fresh inputs, 0..1.</param>
/// <param name="Symptoms">Exactly those that are active.</param>
/// <param name="Line">Line of the file.</param>
public sealed record FixtureExpectation(TimeSpan At, int? Score, double? Coverage, IReadOnlyList<ExpectedSymptom>? Symptoms, int Line);

/// <summary>An active symptom.</summary>
/// <param name="Name">Name within the type, with its series: <c>oper-down</c>, <c>silent/rsvp</c>, <c>input-missing/oper-up</c>.</param>
/// <param name="Weight">Points; null for any.</param>
/// <param name="Text">The text; null for any.</param>
public sealed record ExpectedSymptom(string Name, int? Weight, string? Text);
