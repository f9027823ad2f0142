namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>What a package may cost. Far above what good packages need, and low enough that a mistake or an attack cannot fill a machine.</summary>
public sealed record PackageLimits
{
    public static PackageLimits Default { get; } = new();

    /// <summary>Service and subservice types of a package.</summary>
    public int Types { get; init; } = 1000;

    /// <summary>Symptoms of all types of a package.</summary>
    public int PackageSymptoms { get; init; } = 5000;

    /// <summary>Nodes of the expressions of all types of a package, one instance of each.</summary>
    public long PackageExpressionNodes { get; init; } = 200_000;

    /// <summary>Node evaluations per second of all types of a package, one instance of each: about 5 ms of processor time in each second.</summary>
    public long PackageEvaluations { get; init; } = 200_000;

    /// <summary>Metrics of a package.</summary>
    public int Metrics { get; init; } = 2000;

    /// <summary>Implementations of a metric.</summary>
    public int Implementations { get; init; } = 32;

    /// <summary>Inputs of a type.</summary>
    public int Inputs { get; init; } = 200;

    /// <summary>Symptoms of a type.</summary>
    public int Symptoms { get; init; } = 200;

    /// <summary>Dependency rules of a type.</summary>
    public int Rules { get; init; } = 200;

    /// <summary>Queries over facts of one rule; each may multiply the rows.</summary>
    public int Queries { get; init; } = 8;

    /// <summary>Nodes of the expressions of one instance of a type.</summary>
    public long ExpressionNodes { get; init; } = 20_000;

    /// <summary>Node evaluations per second of one instance of a type: of a thousand such instances, about a quarter of a processor.</summary>
    public long Evaluations { get; init; } = 10_000;

    /// <summary>Samples that the windows of one instance of a type hold.</summary>
    public long WindowSamples { get; init; } = 1_000_000;

    /// <summary>Series of one instance of a type.</summary>
    public long Series { get; init; } = 300_000;
}
