namespace RouterAlertAssurance.Agent.Running;

/// <summary>A folder that one process uses at a time. The lock goes with the process, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _lock;

    /// <exception cref="IOException">Another process uses the folder.</exception>
    public FolderLock(string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        try
        {
            _lock = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException($"another agent uses the folder {folder}: give each agent an --id or a --data of its own", exception);
        }
    }

    public string Folder { get; }

    public void Dispose() => _lock.Dispose();
}
