using System.Text.Json;
using System.Text.Json.Serialization;
using RouterAlertAssurance.Nftables.Policy;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary>What <c>raa rao policy --json</c> prints.</summary>
/// <param name="Rows">What becomes of packets, alike ones put together.</param>
/// <param name="Findings">What RFC 6398 has to say, the gravest first.</param>
/// <param name="RawSockets">Protocols that a raw socket of this machine listens to: one with IP_ROUTER_ALERT takes its packets out of forwarding.</param>
internal sealed record PolicyAnswer(IReadOnlyList<PolicyRow> Rows, IReadOnlyList<PolicyFinding> Findings, IReadOnlyList<string> RawSockets)
{
    public static PolicyAnswer Of(RouterAlertPolicy policy, IReadOnlyList<int> rawSockets) => new(
        [
            .. policy.Rows.Select(PolicyRow.Of)
                .GroupBy(row => row with { Input = "", Output = "" })
                .SelectMany(same => same.Count() == policy.Rows.Select(row => (row.Input, row.Output)).Distinct().Count() ? [same.Key with { Input = "any", Output = "any" }] : same.ToList()),
        ],
        [.. policy.Findings.Select(finding => new PolicyFinding(finding.Kind.ToString(), finding.Section, finding.Text))],
        [.. rawSockets.Select(RouterAlertWords.Protocol)]);
}

/// <param name="Input">Where packets come in; <c>any</c> where all pairs of interfaces are alike.</param>
/// <param name="Output">Where they go out.</param>
/// <param name="Family"><c>ipv4</c> or <c>ipv6</c>.</param>
/// <param name="Protocol">Their protocol.</param>
/// <param name="Treatment">What becomes of the usual form of the option.</param>
/// <param name="PacketsPerSecond">The rate, where it is policed by packets.</param>
/// <param name="Place">The rule that decides.</param>
/// <param name="OtherForms">Forms of the option that are treated otherwise, with what becomes of them.</param>
internal sealed record PolicyRow(string Input, string Output, string Family, string Protocol, string Treatment, double? PacketsPerSecond, string? Place, string OtherForms)
{
    public static PolicyRow Of(RouterAlertRow row) => new(
        row.Input,
        row.Output,
        row.IsIpv6 ? "ipv6" : "ipv4",
        RouterAlertWords.Protocol(row.Protocol),
        row.Plain.Kind == RouterAlertTreatmentKind.Dropped && row.Usual.Kind == RouterAlertTreatmentKind.Dropped ? "dropped, with the option and without" : RouterAlertWords.Of(row.Usual.Kind),
        row.Usual.Limit is { IsOctets: false } limit ? limit.Rate : null,
        row.Usual.Place?.ToString(),
        string.Join("; ", row.Others.GroupBy(other => other.Treatment.Kind).Select(same => $"{string.Join(", ", same.Select(other => RouterAlertWords.Of(other.Form)))}: {RouterAlertWords.Of(same.Key)}")));
}

/// <param name="Kind">In a word.</param>
/// <param name="Section">What it rests on.</param>
/// <param name="Text">What was found.</param>
internal sealed record PolicyFinding(string Kind, string Section, string Text);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PolicyAnswer))]
internal sealed partial class PolicyJson : JsonSerializerContext;
