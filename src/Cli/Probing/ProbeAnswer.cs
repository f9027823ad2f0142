using System.Text.Json.Serialization;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Probes;
using RouterAlertAssurance.Probes.Locating;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Cli.Probing;

/// <summary>What <c>raa probe rao --json</c> prints.</summary>
internal sealed record ProbeAnswer(string Source, string Destination, string Family, int Budget, IReadOnlyList<ProbeAnswerItem> Protocols, IReadOnlyList<string> Notes)
{
    public static ProbeAnswer Of(ProbeRequest request, int budget, IReadOnlyList<ProbeResult> results) => new(
        request.Source.ToString(), request.Destination.ToString(), IpFamilyNames.Key(request.Source.AddressFamily), budget,
        [.. results.Select(ProbeAnswerItem.Of)], ProbeNotes.Of(request, budget, results));
}

/// <summary>What became of one protocol; counts are null where nothing could be sent.</summary>
internal sealed record ProbeAnswerItem(
    string Protocol, string Verdict, double? PacketsPerSecond, double? Delivered, RoundCounts? Low, RoundCounts? High, ProbeAnswerLocation? Location, string Detail, DateTimeOffset Time)
{
    public static ProbeAnswerItem Of(ProbeResult result) => new(
        result.Protocol.Name, result.Verdict.ToWord(), result.PacketsPerSecond, result.Delivered, result.Low, result.High, ProbeAnswerLocation.Of(result.Location), result.Detail, result.Time);
}

/// <summary>Where it happens.</summary>
internal sealed record ProbeAnswerLocation(string? LastIntact, string? FirstWithout, string Change, IReadOnlyList<ProbeAnswerHop> Hops)
{
    public static ProbeAnswerLocation? Of(ProbeLocation? location) => location is null ? null
        : new(location.LastIntact?.ToString(), location.FirstWithout?.ToString(), Word(location.Change), [.. location.Hops.Select(hop => new ProbeAnswerHop(hop.Number, hop.Control?.ToString(), hop.RouterAlert?.ToString(), Word(hop.Option)))]);

    public static string Word(QuotedOption option) => option switch
    {
        QuotedOption.Intact => "intact",
        QuotedOption.Changed => "changed",
        QuotedOption.Broken => "broken",
        _ => "silent",
    };
}

/// <summary>One router.</summary>
internal sealed record ProbeAnswerHop(int Number, string? Control, string? RouterAlert, string Option);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ProbeAnswer))]
internal sealed partial class ProbeAnswerJson : JsonSerializerContext;
