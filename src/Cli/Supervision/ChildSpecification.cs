using System.Security.Cryptography;
using System.Text;

namespace RouterAlertAssurance.Cli.Supervision;

/// <summary>A program to keep running. Secrets belong into <see cref="Environment"/>, never into <see cref="Arguments"/>.</summary>
internal sealed record ChildSpecification
{
    /// <summary>A name that is a file name: of the log and of the file with the process number.</summary>
    public required string Name { get; init; }

    /// <summary>The program; looked up on the path when it is not one.</summary>
    public required string Program { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables on top of ours, or, with <see cref="ClearEnvironment"/>, instead of ours.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public bool ClearEnvironment { get; init; }

    /// <summary>Where the file with the process number is; must outlive this process.</summary>
    public required string RunDirectory { get; init; }

    /// <summary>Where the log is.</summary>
    public required string LogDirectory { get; init; }

    /// <summary>The log is rotated at this size, in bytes; three old ones are kept.</summary>
    public long MaxLogBytes { get; init; } = 8 << 20;

    /// <summary>What ends the program, one after the other, each with the time it gets; after the last it is killed.</summary>
    public IReadOnlyList<(UnixSignal Signal, TimeSpan Grace)> StopSignals { get; init; } = [(UnixSignal.Terminate, TimeSpan.FromSeconds(10))];

    /// <summary>Done before each start; an exception counts as a failed start.</summary>
    public Func<CancellationToken, Task>? Prepare { get; init; }

    /// <summary>A file without which the program cannot run, such as the handle of its namespace: it is started only when that exists.</summary>
    public string? NeededFile { get; init; }

    public string PidFile => Path.Combine(RunDirectory, Name + ".pid");

    public string LogFile => Path.Combine(LogDirectory, Name + ".log");

    /// <summary>Tells whether a running process was started from the same specification.</summary>
    public string Fingerprint
    {
        get
        {
            var text = string.Join('\0', [Program, .. Arguments, .. Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")]);
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        }
    }
}
