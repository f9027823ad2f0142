using System.Text.Json;
using System.Text.Json.Serialization;
using RouterAlertAssurance.Nftables.Policy;
using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary>What <c>raa rao policy --json</c> prints.</summary>
/// <param name="Rows">What becomes of packets, alike ones put together.</param>
/// <param name="Findings">What RFC 6398 has to say, the gravest first.</param>
/// <param name="Rules">The rules that decide, with their limits and counters.</param>
/// <param name="Takers">Sentences about programs that take packets out of forwarding, whatever the rules say.</param>
internal sealed record PolicyAnswer(IReadOnlyList<PolicyRow> Rows, IReadOnlyList<PolicyFinding> Findings, IReadOnlyList<PolicyRule> Rules, IReadOnlyList<string> Takers)
{
    public static PolicyAnswer Of(RouterAlertPolicy policy, NftRuleset ruleset, PuntSnapshot punts) => new(
        [.. RouterAlertLine.Of(policy).Select(PolicyRow.Of)],
        [.. policy.Findings.Select(finding => new PolicyFinding(finding.Kind.ToString(), finding.Section, finding.Text))],
        [.. RouterAlertRule.Of(policy, ruleset).Select(PolicyRule.Of)],
        [.. PuntWords.Of(punts)]);
}

/// <param name="Input">Where packets come in; <c>any</c> where all pairs of interfaces are alike.</param>
/// <param name="Output">Where they go out.</param>
/// <param name="Family"><c>ipv4</c> or <c>ipv6</c>.</param>
/// <param name="Protocol">Their protocol, as <c>--protocol</c> takes it.</param>
/// <param name="Treatment">What becomes of the usual form of the option.</param>
/// <param name="PacketsPerSecond">The rate, where it is limited by packets.</param>
/// <param name="IsShared">Whether other protocols share that limit.</param>
/// <param name="Place">The rule that decides, and behind a limit the one that decides about packets below the rate.</param>
/// <param name="OtherForms">Forms of the option that are treated otherwise, with what becomes of them.</param>
/// <param name="Classes">Parts of the protocol that are treated otherwise, with what becomes of them.</param>
internal sealed record PolicyRow(
    string Input, string Output, string Family, string Protocol, string Treatment, double? PacketsPerSecond, bool IsShared, string? Place, string OtherForms, string Classes)
{
    public static PolicyRow Of(RouterAlertLine line) => new(
        line.Input, line.Output, line.Family, line.Protocol.Key, RouterAlertWords.Of(line.Treatment), line.PacketsPerSecond, line.IsShared, line.Place, line.OtherForms, line.Classes);
}

/// <param name="Kind">In a word.</param>
/// <param name="Section">What it rests on.</param>
/// <param name="Text">What was found.</param>
internal sealed record PolicyFinding(string Kind, string Section, string Text);

/// <param name="Place">The rule, as rows and findings name it.</param>
/// <param name="PerSecond">The limit it asks, in packets or octets a second; null where it asks none.</param>
/// <param name="Burst">How many of them may come at once.</param>
/// <param name="IsOctets">Whether the limit counts octets.</param>
/// <param name="Packets">Packets it has counted, behind its limit; null where it does not count.</param>
/// <param name="Octets">Octets it has counted, IP headers included.</param>
internal sealed record PolicyRule(string Place, double? PerSecond, int? Burst, bool IsOctets, long? Packets, long? Octets)
{
    public static PolicyRule Of(RouterAlertRule rule) => new(
        rule.Place.ToString(), rule.Limit?.Rate, rule.Limit?.Burst, rule.Limit?.IsOctets == true, rule.Counter?.Packets, rule.Counter?.Octets);
}

/// <summary>What <c>raa rao policy --recommend --json</c> prints.</summary>
/// <param name="Ruleset">A ruleset for <c>nft -f</c>.</param>
internal sealed record PolicyRecommendation(string Ruleset);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PolicyAnswer))]
[JsonSerializable(typeof(PolicyRecommendation))]
internal sealed partial class PolicyJson : JsonSerializerContext;
