using System.Diagnostics;
using System.Globalization;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>Processes known by their numbers.</summary>
internal static class Signals
{
    public static void Send(int pid, string signal) => Command.Run("kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)]);

    public static bool IsAlive(int pid)
    {
        var stat = $"/proc/{pid}/stat";
        try
        {
            // The state follows the name, which stands in parentheses; a zombie is not alive.
            return File.ReadAllText(stat).Split(") ")[^1][0] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>What a process has used of processors since it began.</summary>
    public static TimeSpan ProcessorTime(int pid)
    {
        using var process = Process.GetProcessById(pid);
        return process.TotalProcessorTime;
    }

    /// <summary>The number in a file the supervisor wrote; null while there is none.</summary>
    public static int? FromFile(string path) =>
        File.Exists(path) && int.TryParse(File.ReadAllText(path).Split(' ', '\n')[0], CultureInfo.InvariantCulture, out var pid) && IsAlive(pid) ? pid : null;

    /// <summary>The processes that descend from one, itself included.</summary>
    public static IReadOnlyList<int> Tree(int root)
    {
        var parents = Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Select(pid => (Pid: pid, Parent: ParentOf(pid))).ToArray();
        var found = new List<int> { root };
        for (var index = 0; index < found.Count; index++)
        {
            found.AddRange(parents.Where(process => process.Parent == found[index]).Select(process => process.Pid));
        }

        return found;
    }

    private static int ParentOf(int pid)
    {
        try
        {
            return int.Parse(File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has just ended.
            return -1;
        }
    }
}
