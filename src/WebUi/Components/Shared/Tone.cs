namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>The class of a score; colours are the style sheet's.</summary>
internal static class Tone
{
    /// <summary>Below this a degraded node is shown as bad.</summary>
    private const int Bad = 40;

    public static string Of(int score) => score switch
    {
        < 0 => "unknown",
        < Bad => "bad",
        < 100 => "warn",
        _ => "good",
    };

    public static string Word(int score) => score switch
    {
        < 0 => "unknown",
        0 => "broken",
        < 100 => "degraded",
        _ => "healthy",
    };
}
