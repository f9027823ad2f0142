using System.Text;
using RouterAlertAssurance.Cli.Client;

namespace RouterAlertAssurance.Cli.Probing;

/// <summary>The key that both ends of a probe have.</summary>
internal static class KeyFile
{
    private const int Shortest = 16;
    private const int Longest = 4096;

    /// <summary>Reads it: the text of the file without white space around it.</summary>
    /// <exception cref="CommandFailure">It cannot be read, is too short, or is open to everybody.</exception>
    public static byte[] Read(string file)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > Longest })
            {
                throw new CommandFailure(CliExitCode.Usage, $"{file}: a key of more than {Longest} octets is none");
            }

            var key = Encoding.UTF8.GetBytes(File.ReadAllText(file).Trim());
            return key.Length < Shortest
                ? throw new CommandFailure(CliExitCode.Usage, $"{file}: a key has {Shortest} octets at least; openssl rand -hex 32 makes one")
                : File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead)
                    ? throw new CommandFailure(CliExitCode.Usage, $"{file}: everybody on this machine can read the key: chmod 600 {file}")
                    : key;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(CliExitCode.Usage, $"{file}: {unreadable.Message}");
        }
    }
}
