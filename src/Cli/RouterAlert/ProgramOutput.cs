using System.ComponentModel;
using System.Diagnostics;

namespace RouterAlertAssurance.Cli.RouterAlert;

/// <summary>Why there is no output of a program.</summary>
internal sealed class ProgramFailedException(string message, bool isMissing = false) : Exception(message)
{
    /// <summary>Whether the program is not installed.</summary>
    public bool IsMissing => isMissing;
}

/// <summary>What a program prints, up to the same limits as in the agent.</summary>
internal static class ProgramOutput
{
    private const int Longest = 16 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="ProgramFailedException">The program is missing, failed, wrote too much, or took too long.</exception>
    public static string Of(string program, params IReadOnlyList<string> arguments)
    {
        using var process = Start(program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = ReadAsync(process.StandardOutput, program);
        try
        {
            if (!output.Wait(Patience) || !process.WaitForExit(Patience))
            {
                throw new ProgramFailedException($"{program} did not answer within {Patience.TotalSeconds} s");
            }

            return process.ExitCode == 0 ? output.Result : throw new ProgramFailedException($"{program}: {errors.Result.Trim().ReplaceLineEndings(" ")}");
        }
        catch (AggregateException failed) when (failed.InnerException is ProgramFailedException reason)
        {
            throw new ProgramFailedException(reason.Message);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            throw new ProgramFailedException($"the command {program} is missing", isMissing: true);
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, string program)
    {
        var text = new System.Text.StringBuilder();
        var buffer = new char[16 * 1024];
        for (int read; (read = await reader.ReadAsync(buffer)) > 0;)
        {
            if (text.Length + read > Longest)
            {
                throw new ProgramFailedException($"{program} wrote more than {Longest >> 20} MB");
            }

            text.Append(buffer, 0, read);
        }

        return text.ToString();
    }
}
