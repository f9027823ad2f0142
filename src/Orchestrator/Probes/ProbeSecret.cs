using System.Security.Cryptography;

namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>
/// The file with the secret that the keys of probes are derived from. It is in the data folder and not in the database, which others may read;
/// where it gets lost, every probe begins anew with another key.
/// </summary>
internal static class ProbeSecret
{
    private const int Length = 32;
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the secret, or makes one.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static byte[] ReadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        File.SetUnixFileMode(path, OwnerAlone);
        return File.ReadAllBytes(path) is { Length: Length } secret
            ? secret
            : throw new InvalidDataException($"{path} does not hold the {Length} octets of a secret: remove it, and another one is made");
    }

    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnerAlone | UnixFileMode.UserExecute);
        // Whole or not there at all, and readable by nobody else at any time.
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerAlone }))
        {
            file.Write(RandomNumberGenerator.GetBytes(Length));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
