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
