using System.Globalization;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>Times in query parameters: absolute, <c>now</c>, or relative such as <c>-1h</c>.</summary>
internal static class TimeParameter
{
    public const string Description = "A time: RFC 3339 such as 2025-01-31T12:00:00Z, 'now', or relative to now such as -90s, -30m, -1h, -7d";

    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        time = now;
        if (text is "now" or "")
        {
            return text.Length > 0;
        }

        if (text[0] is '-' or '+' && TryDuration(text[1..], out var duration))
        {
            time = text[0] == '-' ? now - duration : now + duration;
            return true;
        }

        // A plus sign that was not percent-encoded arrives as a space.
        return DateTimeOffset.TryParse(
            text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
            && char.IsAsciiDigit(text[0])
            && time.Year is >= 1970 and < 9000;
    }

    private static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        int? seconds = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, 'w' => 604800, _ => null };
        duration = TimeSpan.FromSeconds((long)count * (seconds ?? 0));
        return seconds is not null && duration < TimeSpan.FromDays(36500);
    }
}
