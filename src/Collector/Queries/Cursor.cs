using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>The last item of a page, as text for the address of the next.</summary>
internal static class Cursor
{
    // Names hold no control characters, so none of the parts holds the separator.
    private const char Separator = '\n';

    public static string Write(SortOrder order, SortKey last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Join(Separator, order.Text, last.Primary.ToString(CultureInfo.InvariantCulture), last.First, last.Second)));

    /// <summary>False when the text is no cursor, or one of a list in another order.</summary>
    public static bool TryRead(string text, SortOrder order, out SortKey last)
    {
        last = default;
        if (text.Length > 4096 || !Base64Url.IsValid(text))
        {
            return false;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
        if (parts.Length != 4 || parts[0] != order.Text || !long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var primary))
        {
            return false;
        }

        last = new SortKey(primary, parts[2], parts[3]);
        return true;
    }
}
