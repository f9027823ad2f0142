namespace RouterAlertAssurance.Contracts.Definitions;

/// <summary>A heuristic package in use; item of <c>GET /api/v1/packages</c>.</summary>
public sealed record PackageSummary(
    string Name, string Version, string Revision, string Description, string Digest,
    IReadOnlyList<NodeTypeSummary> Subservices, IReadOnlyList<NodeTypeSummary> Services, string YangModule);

/// <summary>A subservice or service type of a package.</summary>
public sealed record NodeTypeSummary(string Name, string Description, IReadOnlyList<ParameterSummary> Parameters, IReadOnlyList<SymptomSummary> Symptoms);

/// <param name="Name">As definitions write it.</param>
/// <param name="Type"><c>text</c>, <c>device</c>, <c>ip-address</c>, <c>ip-prefix</c> or <c>integer</c>.</param>
/// <param name="Description">What it is.</param>
/// <param name="Required">Whether a definition must give it.</param>
/// <param name="Default">Value when none is given.</param>
/// <param name="Pattern">Regular expression for the whole value; null for any text.</param>
/// <param name="Minimum">Smallest number; null for any.</param>
/// <param name="Maximum">Largest number; null for any.</param>
/// <param name="Values">The only values there are; empty for any.</param>
public sealed record ParameterSummary(
    string Name, string Type, string Description, bool Required, string? Default,
    string? Pattern = null, long? Minimum = null, long? Maximum = null, IReadOnlyList<string>? Values = null);

public sealed record SymptomSummary(string Id, string Description, int Weight, bool Broken, bool Local);

/// <summary>The files of a package, as agents receive them; body of <c>PUT /api/v1/packages/{name}</c> on an agent.</summary>
public sealed record PackageContent(string Name, string Version, string Digest, IReadOnlyList<PackageFile> Files);

/// <param name="Path">Relative to the package's folder, with forward slashes.</param>
/// <param name="Text">UTF-8 text.</param>
public sealed record PackageFile(string Path, string Text);
