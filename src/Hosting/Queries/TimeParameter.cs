using System.Globalization;

namespace RouterAlertAssurance.Hosting.Queries;

/// <summary>Times in query parameters: absolute, <c>now</c>, or relative such as <c>-1h</c>.</summary>
public static class TimeParameter
{
    /// <summary>For the API description.</summary>
    public const string Description = "A time: RFC 3339 such as 2025-01-31T12:00:00Z, 'now', or relative to now such as -90s, -30m, -1h, -7d";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(36500);

    /// <summary>Reads a time.</summary>
    /// <param name="text">As it stands in the address, decoded.</param>
    /// <param name="now">What relative times count from.</param>
    /// <param name="time">The time, from 1970 on.</param>
    /// <returns>False when it is none, or none that there is history of.</returns>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(text);
        time = now;
        if (text is "now" or "")
        {
            return text.Length > 0;
        }

        if (text[0] is '-' or '+' && TryDuration(text[1..], out var duration))
        {
            time = text[0] == '-' ? now - duration : now + duration;
            return IsReasonable(time);
        }

        // A plus sign that was not percent-encoded arrives as a space.
        return DateTimeOffset.TryParse(
            text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
            && char.IsAsciiDigit(text[0])
            && IsReasonable(time);
    }

    private static bool IsReasonable(DateTimeOffset time) => time.Year is >= 1970 and < 9000;

    private static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        int? unit = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, 'w' => 604800, _ => null };
        var seconds = (long)count * (unit ?? 0);
        if (unit is null || seconds > (long)Longest.TotalSeconds)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }
}
