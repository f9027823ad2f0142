using System.Globalization;

namespace RouterAlertAssurance.Yang.Json;

/// <summary>The <c>date-and-time</c> type (RFC 6991, section 3), always in UTC and to the microsecond.</summary>
public static class YangDateTime
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
