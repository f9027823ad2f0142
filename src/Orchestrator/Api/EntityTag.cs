using System.Globalization;
using System.Text;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>Tags of stored definitions: another one for each change, also when an old content comes back.</summary>
internal static class EntityTag
{
    public static string Of(ReadOnlySpan<byte> content, DateTimeOffset changed) =>
        Answer.TagOf([.. content, .. Encoding.ASCII.GetBytes(changed.UtcTicks.ToString(CultureInfo.InvariantCulture))]);
}
