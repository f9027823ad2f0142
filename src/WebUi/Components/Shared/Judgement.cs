namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>How something stands, in a word that has a colour and a shape of its own.</summary>
/// <param name="Word">In words.</param>
/// <param name="Tone">Class of the style sheet: <c>good</c>, <c>warn</c>, <c>bad</c>, <c>unknown</c>, or <c>neutral</c> where it depends on what was meant.</param>
/// <param name="Sign">A path in a square of 12, filled by the even-odd rule.</param>
public sealed record Judgement(string Word, string Tone, string Sign);

/// <summary>Shapes of judgements.</summary>
internal static class Signs
{
    public const string Arrow = "M1 5h5V1.8L11 6l-5 4.2V7H1z";
    public const string Tunnel = "M0 1.6h12v1.5H0zM0 8.9h12v1.5H0zM1.5 5.2h5V3.9L10 6 6.5 8.1V6.8h-5z";
    public const string Funnel = "M.6 1h10.8L7.3 6.2v5L4.7 9.4V6.2z";
    public const string Tray = "M5 .8h2V5h2.6L6 8.7 2.4 5H5zM1 9.6h10v1.6H1z";
    public const string Gap = "M.5 5h2.6v2H.5zM5 5h1.8V1.8L11.5 6l-4.7 4.2V7H5z";
    public const string Warning = "M6 .8 11.7 11.2H.3zM5.3 4.6h1.4v3.2H5.3zM5.3 8.6h1.4V10H5.3z";
    public const string Cross = "M2.5 1 6 4.5 9.5 1 11 2.5 7.5 6 11 9.5 9.5 11 6 7.5 2.5 11 1 9.5 4.5 6 1 2.5z";
    public const string NoEntry = "M.8 6a5.2 5.2 0 1 1 10.4 0A5.2 5.2 0 0 1 .8 6zM3 5v2h6V5z";
    public const string Disc = "M1 6a5 5 0 1 1 10 0 5 5 0 0 1-10 0z";
    public const string Ring = Disc + "M3 6a3 3 0 1 0 6 0 3 3 0 0 0-6 0z";
    public const string Dash = "M1 5h10v2H1z";
}
