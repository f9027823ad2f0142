namespace RouterAlertAssurance.TestKit;

/// <summary>Folders of the repository, found from where the test binaries are.</summary>
public static class RepositoryPaths
{
    /// <summary>The root, where the solution is.</summary>
    public static string Root { get; } = Find();

    /// <summary>The command <c>raa</c>, as it is built in the configuration of the tests.</summary>
    public static string Raa { get; } = Combine("artifacts", "bin", "RouterAlertAssurance.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "raa");

    /// <summary>A path below the root.</summary>
    public static string Combine(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "RouterAlertAssurance.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("RouterAlertAssurance.sln was not found above the test binaries.");
    }
}
