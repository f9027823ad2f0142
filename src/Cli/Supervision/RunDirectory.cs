using System.Security.Cryptography;
using System.Text;

namespace RouterAlertAssurance.Cli.Supervision;

/// <summary>
/// Short folders for Unix sockets, whose paths have at most 107 bytes: below /run for root, below XDG_RUNTIME_DIR or /tmp otherwise. The
/// name follows from the data folder, so that the same data finds the same sockets.
/// </summary>
internal static class RunDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder, mode 0700, and returns its path.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="suffix">Tells apart several folders for one data folder.</param>
    /// <exception cref="IOException">The folder belongs to somebody else.</exception>
    public static string Create(string data, string suffix = "")
    {
        var path = PathFor(data, suffix);
        try
        {
            Directory.CreateDirectory(path, OwnerOnly);
            if (new DirectoryInfo(path).LinkTarget is not null)
            {
                throw new IOException($"{path} is a link; remove it.");
            }

            // Fails when somebody else made it first, which anyone may do in /tmp.
            File.SetUnixFileMode(path, OwnerOnly);
            return path;
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException($"{path} belongs to somebody else; remove it.", denied);
        }
    }

    /// <summary>The path, without making it.</summary>
    public static string PathFor(string data, string suffix = "")
    {
        var name = $"raa-{Hash(data)}{suffix}";
        if (Environment.IsPrivilegedProcess)
        {
            return $"/run/{name}";
        }

        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        return runtime is { Length: > 0 and < 60 } && Directory.Exists(runtime) ? Path.Combine(runtime, name) : $"/tmp/{name}";
    }

    /// <summary>Eight characters that stand for the data folder.</summary>
    public static string Hash(string data) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(data).TrimEnd('/'))))[..8];
}
