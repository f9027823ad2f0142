using RouterAlertAssurance.Contracts.Definitions;
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
        yangModule);

    private static NodeTypeSummary Of(NodeType type) => new(
        type.Name,
        type.Description,
        [.. type.Parameters.Select(Of)],
        [.. type.Symptoms.Select(symptom => new SymptomSummary(symptom.Id, symptom.Description, symptom.Weight, symptom.Broken, symptom.Local))]);

    private static ParameterSummary Of(ParameterDefinition parameter) => new(
        parameter.Name,
        NameOf(parameter.Type),
        parameter.Description,
        parameter.Required,
        parameter.Default,
        parameter.Rules.Pattern,
        parameter.Rules.Minimum,
        parameter.Rules.Maximum,
        parameter.Rules.Values.Count > 0 ? parameter.Rules.Values : null);

    private static string NameOf(ParameterType type) => type switch
    {
        ParameterType.Device => "device",
        ParameterType.IpAddress => "ip-address",
        ParameterType.IpPrefix => "ip-prefix",
        ParameterType.Integer => "integer",
        _ => "text",
    };
}
