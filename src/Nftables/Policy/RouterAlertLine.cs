using System.Collections.Immutable;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>A row of a policy for people to read: pairs of interfaces that are alike are put together.</summary>
/// <param name="Input">Where packets come in, several separated by commas; <c>any</c> where all are alike.</param>
/// <param name="Output">Where they go out; <c>any</c> where all are alike.</param>
/// <param name="Family"><c>ipv4</c> or <c>ipv6</c>.</param>
/// <param name="Protocol">Their protocol.</param>
/// <param name="Treatment">What becomes of the option's usual form.</param>
/// <param name="PacketsPerSecond">The rate, where it is limited by packets.</param>
/// <param name="IsShared">Whether other protocols share the limit.</param>
/// <param name="Place">The rule that decides, and behind a limit the one that decides about packets below the rate; null where none does.</param>
/// <param name="OtherForms">Forms of the option that are treated otherwise, with what becomes of them; empty for none.</param>
/// <param name="Classes">Parts of the protocol that are treated otherwise, with what becomes of them; empty for none.</param>
public sealed record RouterAlertLine(
    string Input, string Output, string Family, AuditProtocol Protocol, RouterAlertTreatmentKind Treatment, double? PacketsPerSecond, bool IsShared, string? Place, string OtherForms, string Classes)
{
    /// <summary>The lines of a policy.</summary>
    public static ImmutableArray<RouterAlertLine> Of(RouterAlertPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var outputs = policy.Rows.Select(row => (row.Input, row.Output)).Distinct().CountBy(pair => pair.Input, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. policy.Rows.Select(row => Of(row, row.Usual.Bucket is { } bucket && policy.Buckets[bucket].Count > 1))
                .GroupBy(row => row with { Input = "", Output = "" })
                .SelectMany(same => Together(same.Key, [.. same], outputs)),
        ];
    }

    // Where it does not matter where packets go out, that is said once for all interfaces they come in by.
    private static IEnumerable<RouterAlertLine> Together(RouterAlertLine alike, IReadOnlyList<RouterAlertLine> lines, Dictionary<string, int> outputs)
    {
        var byInput = lines.GroupBy(line => line.Input, StringComparer.Ordinal).ToLookup(same => same.Count() == outputs[same.Key]);
        List<string> whole = [.. byInput[true].Select(same => same.Key)];
        if (whole.Count > 0)
        {
            yield return alike with { Input = whole.Count == outputs.Count ? "any" : string.Join(", ", whole), Output = "any" };
        }

        foreach (var line in byInput[false].SelectMany(same => same))
        {
            yield return line;
        }
    }

    private static RouterAlertLine Of(RouterAlertRow row, bool isShared) => new(
        row.Input,
        row.Output,
        row.Family,
        row.Protocol,
        row.Treatment,
        row.Usual.Limit is { IsOctets: false } limit ? limit.Rate : null,
        isShared,
        row.Usual is { Place: { } beyond, PlaceBelow: { } below } ? $"{beyond}; {below}" : row.Usual.Place?.ToString(),
        Words(row.Others.Select(other => (RouterAlertWords.Of(other.Form), RouterAlertWords.Of(other.Treatment.Kind)))),
        Words(row.Classes.Select(part => (part.Class.ToString(), RouterAlertWords.Of(part.Treatment)))));

    private static string Words(IEnumerable<(string What, string Treatment)> otherwise) =>
        string.Join("; ", otherwise.GroupBy(other => other.Treatment, StringComparer.Ordinal).Select(same => $"{string.Join(", ", same.Select(other => other.What))}: {same.Key}"));
}
