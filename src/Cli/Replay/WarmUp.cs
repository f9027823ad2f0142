using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>How long before its begin a replay starts, so that the functions over time and the symptoms of the package stand where they would have stood.</summary>
/// <param name="Needed">How far the packages look back.</param>
/// <param name="Settling">After this time each input was read again, or is stale.</param>
internal sealed record WarmUp(TimeSpan Needed, TimeSpan Settling)
{
    /// <summary>No more is read, however far a package looks back: enough for windows of an hour, with what comes on top.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(2);

    public TimeSpan Length => Needed < Longest ? Needed : Longest;

    /// <summary>That of the packages: the longest window or flapping rule, the longest raise-after, and the longest time until an input counts as stale.</summary>
    public static WarmUp Of(PackageCatalog catalog)
    {
        var packages = catalog.Packages.Select(loaded => loaded.Package).ToList();
        var symptoms = packages.SelectMany(package => package.Subservices.Values.Cast<NodeType>().Concat(package.Services.Values)).SelectMany(type => type.Symptoms).ToList();
        var settling = Max(packages.SelectMany(package => package.Metrics.Values).Select(metric => metric.Staleness));
        return new WarmUp(Max(symptoms.Select(LookBack)) + Max(symptoms.Select(symptom => symptom.RaiseAfter)) + settling, settling);
    }

    /// <summary>Where the replay starts, and what it lacks, in words.</summary>
    /// <param name="from">The begin of what is shown.</param>
    /// <param name="recorded">Since when there are samples and a graph; null when there are none.</param>
    public string TextOf(DateTimeOffset from, DateTimeOffset? recorded)
    {
        var text = $"from {from - Length:u} on, as far as the package looks back";
        if (Needed > Longest)
        {
            text = $"from {from - Length:u} on, though the package looks back {Needed.TotalHours:0.#} h: no more than {Longest.TotalHours:0} h is read";
        }

        return recorded is { } first && first > from - Length + Settling
            ? $"{text}; the record begins at {first:u} only, so functions over time may give less than they did"
            : text;
    }

    private static TimeSpan LookBack(SymptomDefinition symptom)
    {
        var windows = Max(symptom.Expressions.SelectMany(expression => expression.Spans));
        return symptom.Flapping.Count > 0 && symptom.Flapping.Within > windows ? symptom.Flapping.Within : windows;
    }

    private static TimeSpan Max(IEnumerable<TimeSpan> spans) => spans.DefaultIfEmpty(TimeSpan.Zero).Max();
}
