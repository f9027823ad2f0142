using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>Decides what is shown of a node: its owner's last word, or why there is none that counts.</summary>
internal static class NodeViews
{
    /// <summary>Agent of the symptoms that the collector itself raises.</summary>
    public const string CollectorAgent = "collector";

    public const string NoReport = "collector/no-report";

    public const string AgentSilent = "collector/agent-silent";

    public const string NoReportDescription = "The agent that owns the node has not reported it yet";

    public const string AgentSilentDescription = "The agent that owns the node sends nothing, so its health is not known";

    // An unknown node could be broken: it weighs as much as a node can lose.
    private const int UnknownWeight = 100;

    public static NodeView Of(GraphEntry entry, AgentState? owner)
    {
        var report = owner?.Reports.GetValueOrDefault(entry.Id);
        if (report is null)
        {
            var text = entry.Node.Agent is { } agent ? $"No report from agent {agent} yet" : "No agent owns it";
            return new NodeView(entry, Unknown(NoReport, NoReportDescription, text, Later(entry.OwnedSince, null)), null);
        }

        return owner!.SilentSince is { } since
            ? new NodeView(entry, Silent(entry, since), report.Reported)
            : new NodeView(entry, report.Status, report.Reported);
    }

    /// <summary>The status of a node whose owner is silent.</summary>
    public static HealthStatusDocument Silent(GraphEntry entry, DateTimeOffset since) =>
        Unknown(AgentSilent, AgentSilentDescription, $"Agent {entry.Node.Agent} is silent", Later(entry.OwnedSince, since));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private static HealthStatusDocument Unknown(string id, string description, string text, DateTimeOffset since) => new()
    {
        Score = -1,
        Own = -1,
        Low = 0,
        High = 100,
        Coverage = 0,
        Since = since,
        Symptoms =
        [
            new SymptomDocument
            {
                Id = id,
                AgentId = CollectorAgent,
                Weight = UnknownWeight,
                Text = text,
                Description = description,
                Start = since,
                Kind = SymptomKinds.MissingInput,
            },
        ],
    };
}
