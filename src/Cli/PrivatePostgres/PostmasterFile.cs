using System.Globalization;
using RouterAlertAssurance.Cli.Supervision;

namespace RouterAlertAssurance.Cli.PrivatePostgres;

/// <summary>
/// <c>postmaster.pid</c>, in which the server says who it is and how far it is: the process number on the first line, the status on the
/// eighth.
/// </summary>
/// <param name="Pid">The number of the server's process.</param>
/// <param name="Status"><c>starting</c>, <c>ready</c>, <c>stopping</c>, or empty while it is being written.</param>
internal sealed record PostmasterFile(int Pid, string Status)
{
    public bool IsReady => Status == "ready";

    public static PostmasterFile? Read(string data)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(data, "postmaster.pid"));
            return lines.Length > 0 && int.TryParse(lines[0].Trim(), CultureInfo.InvariantCulture, out var pid)
                ? new PostmasterFile(pid, lines.ElementAtOrDefault(7)?.Trim() ?? "")
                : null;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Every process of a server on this folder, the server first: they all have it as their working directory.</summary>
    public static IReadOnlyList<ProcessIdentity> ProcessesOn(string data)
    {
        var found = new List<ProcessIdentity>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var pid) && WorkingDirectoryOf(directory) == data
                && ProcessIdentity.Of(pid) is { } process)
            {
                found.Add(process);
            }
        }

        return [.. found.OrderBy(process => process.StartTicks).ThenBy(process => process.Pid)];
    }

    private static string? WorkingDirectoryOf(string process)
    {
        try
        {
            return new DirectoryInfo(Path.Combine(process, "cwd")).LinkTarget;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile, or somebody else's: not one of ours.
            return null;
        }
    }
}
