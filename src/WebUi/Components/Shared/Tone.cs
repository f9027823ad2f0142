using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>The class and the word of a score; colours are the style sheet's.</summary>
internal static class Tone
{
    /// <summary>Shown in place of a score that is unknown since the thing is in planned maintenance: nothing is wrong with it.</summary>
    public const int InMaintenance = -2;

    /// <summary>The word of everything that asks for attention, in filters.</summary>
    public const string NotHealthy = "not healthy";

    /// <summary>Below this a degraded node is shown as bad.</summary>
    private const int Bad = 40;

    public static string Of(int score) => score switch
    {
        InMaintenance => "maintenance",
        < 0 => "unknown",
        < Bad => "bad",
        < 100 => "warn",
        _ => "good",
    };

    /// <summary>
    /// The shape of a score in a square of 12, for those who do not tell the colours apart: disc, triangle, square, ring (filled by the even-odd
    /// rule); two bars for a pause.
    /// </summary>
    public static string Sign(int score) => Of(score) switch
    {
        "good" => "M1 6a5 5 0 1 1 10 0 5 5 0 0 1-10 0z",
        "warn" => "M6 .8 11.6 11H.4z",
        "bad" => "M1 1h10v10H1z",
        "maintenance" => "M1 1h3.6v10H1zM7.4 1H11v10H7.4z",
        _ => "M1 6a5 5 0 1 1 10 0 5 5 0 0 1-10 0zM3 6a3 3 0 1 0 6 0 3 3 0 0 0-6 0z",
    };

    public static string Word(int score) => score switch
    {
        InMaintenance => "in maintenance",
        < 0 => "unknown",
        0 => "broken",
        < 100 => "degraded",
        _ => "healthy",
    };

    /// <summary>Whether somebody should look.</summary>
    public static bool IsTrouble(int score) => score is not (100 or InMaintenance);

    /// <param name="word">A word of <see cref="Word"/>, or <see cref="NotHealthy"/>; null or empty for all.</param>
    /// <param name="score">The score as it is shown.</param>
    public static bool Matches(string? word, int score) => string.IsNullOrEmpty(word) || (word == NotHealthy ? IsTrouble(score) : Word(score) == word);

    /// <summary>The score, or <see cref="InMaintenance"/>.</summary>
    public static int Shown(this HealthStatusDocument status) =>
        status.Score < 0 && status.Symptoms.Any(symptom => symptom is { Stop: null, Kind: SymptomWords.Maintenance }) ? InMaintenance : status.Score;

    /// <summary>The score, or <see cref="InMaintenance"/>.</summary>
    public static int Shown(this ServiceItem item) => item is { Score: < 0, UnderMaintenance: true } ? InMaintenance : item.Score;
}
