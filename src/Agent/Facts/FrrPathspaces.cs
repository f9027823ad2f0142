using System.Globalization;

namespace RouterAlertAssurance.Agent.Facts;

/// <summary>Finds the FRR instances that run in the agent's own network namespace, whatever their path space is called.</summary>
internal sealed class FrrPathspaces(string runDirectory, string procfs)
{
    public FrrPathspaces()
        : this("/var/run/frr", "/proc")
    {
    }

    public IReadOnlyList<string> Find()
    {
        var own = NamespaceOf("self");
        if (own is null || !Directory.Exists(runDirectory))
        {
            return [];
        }

        return
        [
            .. Directory.GetDirectories(runDirectory).Select(folder => Path.GetFileName(folder)).Prepend("").Order(StringComparer.Ordinal)
                .Where(pathspace => PidOf(pathspace) is { } pid && NamespaceOf(pid) == own),
        ];
    }

    private string? PidOf(string pathspace)
    {
        var file = Path.Combine(runDirectory, pathspace, "zebra.pid");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var text = File.ReadAllText(file).Trim();
            return int.TryParse(text, CultureInfo.InvariantCulture, out _) ? text : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended just now, or is none of ours to see.
            return null;
        }
    }

    private string? NamespaceOf(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(procfs, process, "ns/net")).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process ended, or belongs to somebody else.
            return null;
        }
    }
}
