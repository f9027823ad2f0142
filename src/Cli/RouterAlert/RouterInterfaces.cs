namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary>The interfaces of this machine, or of the namespace in which the command runs.</summary>
internal static class RouterInterfaces
{
    public static IReadOnlyList<string> Names() =>
        [.. new DirectoryInfo("/sys/class/net").EnumerateFileSystemInfos().Select(entry => entry.Name).Where(name => name != "lo").Order(StringComparer.Ordinal)];
}
