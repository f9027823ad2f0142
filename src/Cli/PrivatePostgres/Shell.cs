using System.Diagnostics;

namespace RouterAlertAssurance.Cli.PrivatePostgres;

/// <summary>What a program answered.</summary>
internal sealed record ShellAnswer(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs short programs to their end.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a program with an environment that says nothing of ours.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="input">Its standard input.</param>
    public static ShellAnswer Run(IReadOnlyList<string> command, string input = "")
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        foreach (var (name, value) in PlainEnvironment)
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            Feed(process, input);
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return new ShellAnswer(-1, "", $"no end within {Patience.TotalSeconds} s");
            }

            return new ShellAnswer(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception cannotStart)
        {
            return new ShellAnswer(-1, "", cannotStart.Message);
        }
    }

    /// <summary>The environment of PostgreSQL's programs: no locale, no time zone and no PG* variable of the user's changes what they do.</summary>
    public static IReadOnlyDictionary<string, string> PlainEnvironment { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        ["LC_ALL"] = "C",
        ["TZ"] = "UTC",
    };

    private static void Feed(Process process, string input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code and its words say why.
        }
    }
}
