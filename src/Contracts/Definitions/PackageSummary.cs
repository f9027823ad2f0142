namespace RouterAlertAssurance.Contracts.Definitions;

/// <summary>A heuristic package in use; item of <c>GET /api/v1/packages</c>. One that was never good has only a name and why it was refused.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Semantic version; empty when it is not in use.</param>
/// <param name="Revision">Date of the YANG module.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Digest">SHA-256 of its files.</param>
/// <param name="Subservices">Subservice types it defines.</param>
/// <param name="Services">Service types it defines.</param>
/// <param name="YangModule">File name of the generated module.</param>
/// <param name="Requires">Packages it stands on, with the versions that will do.</param>
/// <param name="Profiles">Threshold profiles it declares, with what each is for.</param>
/// <param name="Refused">Why the files that are in its folder now were not taken; null when they are in use.</param>
/// <param name="Warnings">What is probably not meant in the files that are in use; null when there is nothing.</param>
public sealed record PackageSummary(
    string Name, string Version, string Revision, string Description, string Digest,
    IReadOnlyList<NodeTypeSummary> Subservices, IReadOnlyList<NodeTypeSummary> Services, string YangModule,
    IReadOnlyDictionary<string, string> Requires, IReadOnlyDictionary<string, string> Profiles, PackageRefusal? Refused = null, IReadOnlyList<PackageProblem>? Warnings = null);

/// <summary>Files of a package that were not taken; the last good ones stay in use.</summary>
/// <param name="Time">When they were refused.</param>
/// <param name="Errors">All errors.</param>
public sealed record PackageRefusal(DateTimeOffset Time, IReadOnlyList<PackageProblem> Errors);

/// <summary>Something that is wrong with the files of a package.</summary>
/// <param name="File">The file; empty where the error belongs to none.</param>
/// <param name="Line">From 1; 0 where the error belongs to no place.</param>
/// <param name="Column">From 1; 0 where the error belongs to no place.</param>
/// <param name="Path">Where in the document: <c>subservices.interface.symptoms[0].when</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Suggestion">What was probably meant, or what helps.</param>
public sealed record PackageProblem(string File, int Line, int Column, string Path, string Message, string Suggestion);

/// <summary>Answer of <c>POST /api/v1/packages/reload</c>: every package with what became of it.</summary>
public sealed record PackageReloadAnswer(IReadOnlyList<PackageOutcome> Packages);

/// <param name="Name">The package.</param>
/// <param name="Version">The version in use; empty when none is.</param>
/// <param name="Outcome"><c>unchanged</c>, <c>added</c>, <c>replaced</c>, <c>removed</c> or <c>refused</c>.</param>
/// <param name="Refused">Why; null for the other outcomes.</param>
/// <param name="Warnings">What is probably not meant in the version in use; null when there is nothing.</param>
public sealed record PackageOutcome(
    string Name, string Version, string Outcome, PackageRefusal? Refused = null, IReadOnlyList<PackageProblem>? Warnings = null);

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
