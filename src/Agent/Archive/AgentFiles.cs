namespace RouterAlertAssurance.Agent.Archive;

/// <summary>Where agents keep their files below a data folder.</summary>
internal static class AgentFiles
{
    public const string Agents = "agents", Packages = "packages", Samples = "samples";

    /// <summary>The folders of agents, directly or where each agent has a data folder of its own, as below that of <c>raa standalone</c>.</summary>
    public static IReadOnlyList<string> FoldersBelow(string dataFolder)
    {
        var agents = Path.Combine(dataFolder, Agents);
        return Directory.Exists(agents)
            ? [.. Directory.GetDirectories(agents).Order(StringComparer.Ordinal).SelectMany(folder => Directory.Exists(Path.Combine(folder, Agents)) ? FoldersBelow(folder) : [folder])]
            : [];
    }
}
