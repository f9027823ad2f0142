namespace RouterAlertAssurance.Cli.Replay;

/// <summary>What is to be replayed.</summary>
/// <param name="From">Begin.</param>
/// <param name="To">End.</param>
/// <param name="Service">Type and name of the only service instance that is wanted; null for the whole network.</param>
/// <param name="Agent">The only agent whose nodes and samples are wanted; null for all.</param>
/// <param name="File">File with the samples; null for the agents' raw logs.</param>
/// <param name="WarmUp">How long before the begin it starts.</param>
internal sealed record ReplayRequest(DateTimeOffset From, DateTimeOffset To, (string Type, string Name)? Service, string? Agent, string? File, WarmUp WarmUp)
{
    /// <summary>From when on samples and graphs are read.</summary>
    public DateTimeOffset Begin => From - WarmUp.Length;
}
