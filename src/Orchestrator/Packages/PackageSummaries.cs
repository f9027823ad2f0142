using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Orchestrator.Packages;

/// <summary>Packages as they are shown.</summary>
internal static class PackageSummaries
{
    public static PackageSummary Of(HeuristicPackage package, string yangModule) => new(
        package.Name,
        package.Version,
        package.Revision,
        package.Description,
        package.Digest,
        [.. package.Subservices.Values.Select(Of)],
        [.. package.Services.Values.Select(Of)],
        yangModule,
        package.Requires.ToDictionary(required => required.Key, required => required.Value.ToString(), StringComparer.Ordinal),
        package.Profiles.ToDictionary(profile => profile.Name, profile => profile.Description, StringComparer.Ordinal));

    /// <summary>A package of which no version was ever good.</summary>
    public static PackageSummary NotInUse(string name, PackageRefusal refusal) =>
        new(name, "", "", "", "", [], [], "", new Dictionary<string, string>(), new Dictionary<string, string>(), refusal);

    public static PackageRefusal Of(IEnumerable<PackageError> errors, DateTimeOffset time) =>
        new(time, [.. errors.Select(Of)]);

    /// <summary>Null when there are none.</summary>
    public static IReadOnlyList<PackageProblem>? WarningsOf(LoadedPackage? loaded) => loaded is { Warnings.Count: > 0 } ? [.. loaded.Warnings.Select(Of)] : null;

    private static PackageProblem Of(PackageError error) => new(error.File, error.Line, error.Column, error.Path, error.Message, error.Suggestion);

    private static NodeTypeSummary Of(NodeType type) => new(
        type.Name,
        type.Description,
        [.. type.Parameters.Select(Of)],
        [.. type.Symptoms.Select(symptom => new SymptomSummary(symptom.Id, symptom.Description, symptom.Weight, symptom.Broken, symptom.Local))]);

    private static ParameterSummary Of(ParameterDefinition parameter) => new(
        parameter.Name,
        ParameterTypes.Word(parameter.Type),
        parameter.Description,
        parameter.Required,
        parameter.Default,
        parameter.Rules.Pattern,
        parameter.Rules.Minimum,
        parameter.Rules.Maximum,
        parameter.Rules.Values.Count > 0 ? parameter.Rules.Values : null);
}
