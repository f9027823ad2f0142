using System.Diagnostics;

namespace RouterAlertAssurance.TestKit;

/// <summary>Runs programs to their end.</summary>
public static class Command
{
    /// <summary>What a command stands behind to heed Ctrl-C also where tests run in the background of a script, whose shell lets all it starts there ignore it.</summary>
    public static readonly IReadOnlyList<string> HeedingInterrupts = ["env", "--default-signal=INT"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly List<Process> Keepers = [];

    /// <summary>Runs a program and returns its standard output; throws with its standard error when it fails.</summary>
    public static string Run(string program, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(StartInfo(program, arguments))!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        // A daemon started by the program may keep the pipe open, so its end is not waited for.
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Patience.TotalSeconds} s.");
        }

        if (process.ExitCode != 0)
        {
            errors.Wait(TimeSpan.FromSeconds(1));
            var said = errors.IsCompletedSuccessfully ? errors.Result : "";
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said}");
        }

        return output.Wait(TimeSpan.FromSeconds(2)) ? output.Result : "";
    }

    /// <summary>Starts a program that lives until its standard input, which this process holds open, is closed.</summary>
    internal static void StartKeeper(string program, IReadOnlyList<string> arguments) => Keepers.Add(Process.Start(StartInfo(program, arguments))!);

    private static ProcessStartInfo StartInfo(string program, IReadOnlyList<string> arguments) => new(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = "/",
    };
}
