namespace RouterAlertAssurance.TestKit;

/// <summary>A folder of its own for a test, removed at the end. Its path is short enough for Unix sockets inside.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Makes the folder, readable by its owner only.</summary>
    public TemporaryDirectory() => Path = Directory.CreateTempSubdirectory("raa-").FullName;

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>A path inside.</summary>
    public string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a file inside and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = Combine(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
