namespace RouterAlertAssurance.Contracts.Definitions;

/// <summary>A heuristic package in use; item of <c>GET /api/v1/packages</c>.</summary>
public sealed record PackageSummary(
    string Name, string Version, string Revision, string Description, string Digest,
    IReadOnlyList<NodeTypeSummary> Subservices, IReadOnlyList<NodeTypeSummary> Services, string YangModule);

/// <summary>A subservice or service type of a package.</summary>
public sealed record NodeTypeSummary(string Name, string Description, IReadOnlyList<ParameterSummary> Parameters, IReadOnlyList<SymptomSummary> Symptoms);

public sealed record ParameterSummary(string Name, string Type, string Description, bool Required, string? Default);

public sealed record SymptomSummary(string Id, string Description, int Weight, bool Broken, bool Local);

/// <summary>The files of a package, as agents receive them; body of <c>PUT /api/v1/packages/{name}</c> on an agent.</summary>
public sealed record PackageContent(string Name, string Version, string Digest, IReadOnlyList<PackageFile> Files);

/// <param name="Path">Relative to the package's folder, with forward slashes.</param>
/// <param name="Text">UTF-8 text.</param>
public sealed record PackageFile(string Path, string Text);
