using System.Text.Json;
using System.Text.Json.Serialization;
using RouterAlertAssurance.Nftables.Policy;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary>What <c>raa rao policy --json</c> prints.</summary>
/// <param name="Rows">What becomes of packets, alike ones put together.</param>
/// <param name="Findings">What RFC 6398 has to say, the gravest first.</param>
/// <param name="Takers">Sentences about programs that take packets out of forwarding, whatever the rules say.</param>
internal sealed record PolicyAnswer(IReadOnlyList<PolicyRow> Rows, IReadOnlyList<PolicyFinding> Findings, IReadOnlyList<string> Takers)
{
    public static PolicyAnswer Of(RouterAlertPolicy policy, PuntSnapshot punts) => new(
        [.. RouterAlertLine.Of(policy).Select(PolicyRow.Of)],
        [.. policy.Findings.Select(finding => new PolicyFinding(finding.Kind.ToString(), finding.Section, finding.Text))],
        [.. PuntWords.Of(punts)]);
}

/// <param name="Input">Where packets come in; <c>any</c> where all pairs of interfaces are alike.</param>
/// <param name="Output">Where they go out.</param>
/// <param name="Family"><c>ipv4</c> or <c>ipv6</c>.</param>
/// <param name="Protocol">Their protocol.</param>
/// <param name="Treatment">What becomes of the usual form of the option.</param>
/// <param name="PacketsPerSecond">The rate, where it is policed by packets.</param>
/// <param name="IsShared">Whether other protocols share that limit.</param>
/// <param name="Place">The rule that decides.</param>
/// <param name="OtherForms">Forms of the option that are treated otherwise, with what becomes of them.</param>
/// <param name="Classes">Parts of the protocol that are treated otherwise, with what becomes of them.</param>
internal sealed record PolicyRow(
    string Input, string Output, string Family, string Protocol, string Treatment, double? PacketsPerSecond, bool IsShared, string? Place, string OtherForms, string Classes)
{
    public static PolicyRow Of(RouterAlertLine line) => new(
        line.Input, line.Output, line.Family, line.Protocol.ToString(), RouterAlertWords.Of(line.Treatment), line.PacketsPerSecond, line.IsShared, line.Place, line.OtherForms, line.Classes);
}

/// <param name="Kind">In a word.</param>
/// <param name="Section">What it rests on.</param>
/// <param name="Text">What was found.</param>
internal sealed record PolicyFinding(string Kind, string Section, string Text);

/// <summary>What <c>raa rao policy --recommend --json</c> prints.</summary>
/// <param name="Ruleset">A ruleset for <c>nft -f</c>.</param>
internal sealed record PolicyRecommendation(string Ruleset);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PolicyAnswer))]
[JsonSerializable(typeof(PolicyRecommendation))]
internal sealed partial class PolicyJson : JsonSerializerContext;
