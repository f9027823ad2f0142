using System.Globalization;

namespace RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;

/// <summary>Pages of a table whose number stands in the address.</summary>
internal static class Paging
{
    /// <summary>A page that there is, from 1, whatever the address says.</summary>
    public static int Of(string? text, int count, int size) =>
        Math.Clamp(int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 1, 1, Math.Max(1, (count + size - 1) / size));
}
