namespace RouterAlertAssurance.Agent.Sources;

/// <summary>What labels and parameters say of the packets that are asked for; see <see cref="IPacketEvidence"/>.</summary>
internal static class EvidenceLabels
{
    /// <summary>The value of the series that matters, or all that the subservice is about; empty where neither says anything.</summary>
    /// <param name="labels">Labels of the series and parameters of the subservice.</param>
    /// <param name="one">The label, such as <c>protocol</c>.</param>
    /// <param name="several">The parameter, a list with commas, such as <c>protocols</c>.</param>
    public static string[] Wanted(IReadOnlyDictionary<string, string> labels, string one, string several) =>
        labels.TryGetValue(one, out var wanted) ? [wanted] : labels.GetValueOrDefault(several, "").Split(',', StringSplitOptions.RemoveEmptyEntries);
}
