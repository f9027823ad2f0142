namespace RouterAlertAssurance.Cli.Supervision;

/// <summary>Keeps two of us from using one data folder. The kernel lets go of the lock when the process ends, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or returns null when another process has it.</summary>
    public static DataFolderLock? TryTake(string data)
    {
        Directory.CreateDirectory(data);
        try
        {
            return new DataFolderLock(new FileStream(Path.Combine(data, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            // Sharing violation: .NET locks with flock(2), and another process holds it.
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
