namespace RouterAlertAssurance.Cli.Supervision;

/// <summary>Ends programs that an earlier run of us started and that nobody wants any more, such as the agent of a device that is gone.</summary>
internal static class StrayChildren
{
    /// <summary>Ends every recorded program in the run folder whose name is not wanted; returns the names of those that still ran.</summary>
    public static async Task<IReadOnlyList<string>> StopAsync(string runDirectory, IReadOnlySet<string> wanted, TimeProvider time)
    {
        var stopped = new List<string>();
        if (!Directory.Exists(runDirectory))
        {
            return stopped;
        }

        foreach (var file in Directory.GetFiles(runDirectory, "*.pid"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (wanted.Contains(name))
            {
                continue;
            }

            var child = new ChildSpecification { Name = name, Program = "", RunDirectory = runDirectory, LogDirectory = runDirectory };
            using (var found = ChildProcess.Find(child, out _))
            {
                if (found is not null)
                {
                    await found.StopAsync(child, time);
                    stopped.Add(name);
                }
            }

            File.Delete(file);
        }

        return stopped;
    }
}
