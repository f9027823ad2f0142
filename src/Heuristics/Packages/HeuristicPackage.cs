namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>A versioned set of subservice types, metrics with their implementations, and service decompositions.</summary>
public sealed record HeuristicPackage
{
    public required string Name { get; init; }

    /// <summary>Semantic version of the package.</summary>
    public required string Version { get; init; }

    /// <summary>Date of the generated YANG module's revision, <c>YYYY-MM-DD</c>.</summary>
    public required string Revision { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Packages whose types and metrics this one may use, with the versions that will do.</summary>
    public IReadOnlyDictionary<string, VersionRange> Requires { get; init; } = new Dictionary<string, VersionRange>();

    /// <summary>Threshold profiles this package declares, with what each is for; where services share a node, the first of those they ask for applies.</summary>
    public IReadOnlyList<ThresholdProfile> Profiles { get; init; } = [];

    /// <summary>Devices and situations in which the package cannot be used, in words.</summary>
    public IReadOnlyList<string> NotSupported { get; init; } = [];

    public IReadOnlyDictionary<string, MetricDefinition> Metrics { get; init; } = new Dictionary<string, MetricDefinition>();

    public IReadOnlyDictionary<string, SubserviceType> Subservices { get; init; } = new Dictionary<string, SubserviceType>();

    public IReadOnlyDictionary<string, ServiceType> Services { get; init; } = new Dictionary<string, ServiceType>();

    /// <summary>SHA-256 of the source files, lower-case hexadecimal; what agents compare.</summary>
    public required string Digest { get; init; }
}

/// <summary>A set of thresholds that services choose by its name.</summary>
public sealed record ThresholdProfile(string Name, string Description);
