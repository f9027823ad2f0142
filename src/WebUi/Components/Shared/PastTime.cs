using System.Globalization;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>The time a page of the past is about.</summary>
internal static class PastTime
{
    /// <summary>
    /// A time as the collector understands it, such as <c>2026-11-21T09:30:00Z</c> or <c>-10m</c>, made absolute, so that the page goes on to be
    /// about the same moment; null for none, and for what only the collector can say what is wrong with it.
    /// </summary>
    public static DateTimeOffset? Of(string? text, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text[0] == '-' && int.TryParse(text.AsSpan(1, text.Length - 2 < 0 ? 0 : text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            long? seconds = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, 'w' => 604800, _ => null };
            return seconds * count is { } back and < 3_000_000_000 ? now.AddSeconds(-back) : null;
        }

        return char.IsAsciiDigit(text[0])
            && DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }
}
