namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>The identity of an agent's spool, as the agent keeps it on disk.</summary>
internal static class SpoolEpoch
{
    /// <param name="folder">Somewhere above the spool.</param>
    /// <param name="device">The agent, which has a folder of its own.</param>
    public static Guid Read(string folder, string device)
    {
        var file = Directory.GetFiles(folder, "epoch", SearchOption.AllDirectories).Single(path => path.Split('/') is [.., "spool", "epoch"] && path.Split('/').Contains(device));
        return Guid.Parse(File.ReadAllText(file));
    }
}
