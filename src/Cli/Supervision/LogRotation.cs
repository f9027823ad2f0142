namespace RouterAlertAssurance.Cli.Supervision;

/// <summary>
/// Rotates the log of a program that keeps it open: the content is copied away and the file cut to nothing. The program appends, so it goes
/// on at the start. What it writes between copy and cut is lost; that is a matter of microseconds every few megabytes.
/// </summary>
internal static class LogRotation
{
    private const int Kept = 3;

    public static void RotateWhenLarge(string path, long maxBytes)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length < maxBytes)
        {
            return;
        }

        for (var number = Kept; number > 1; number--)
        {
            if (File.Exists($"{path}.{number - 1}"))
            {
                File.Move($"{path}.{number - 1}", $"{path}.{number}", overwrite: true);
            }
        }

        File.Copy(path, $"{path}.1", overwrite: true);
        using var cut = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        cut.SetLength(0);
    }

    /// <summary>The last lines of a log, for messages.</summary>
    public static string Tail(string path, int lines) =>
        File.Exists(path) ? string.Join('\n', File.ReadLines(path).TakeLast(lines)) : "(no log)";
}
