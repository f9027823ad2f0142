using System.Globalization;
using RouterAlertAssurance.Contracts;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>How values are written.</summary>
internal static class Format
{
    public static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    public static string Score(int score) => score == Tone.InMaintenance ? "" : score < 0 ? "?" : score.ToString(CultureInfo.InvariantCulture);

    /// <summary>An identifier as people read it: what was percent-encoded within its parts, decoded.</summary>
    public static string Id(string id) => Uri.UnescapeDataString(id.Replace("/", " / ", StringComparison.Ordinal));

    public static string Name(SubserviceReference reference) => $"{reference.Type} {Id(reference.Id)}";

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Count(int count, string thing) => $"{count.ToString(CultureInfo.InvariantCulture)} {thing}{(count == 1 ? "" : "s")}";
}
