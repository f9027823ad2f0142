using System.ComponentModel;
using System.Diagnostics;

namespace RouterAlertAssurance.Agent.Sources;

/// <summary>Runs a program and gives its output; the seam at which tests play the program.</summary>
internal interface ICommandRunner
{
    /// <summary>Standard output of a run that ended with 0.</summary>
    /// <exception cref="IOException">The program is missing, ended otherwise, or wrote too much.</exception>
    Task<ReadOnlyMemory<byte>> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}

internal sealed class CommandRunner : ICommandRunner
{
    private const int OutputLimit = 16 << 20;

    public async Task<ReadOnlyMemory<byte>> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await ReadAsync(process.StandardOutput.BaseStream, program, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new IOException($"{program} ended with {process.ExitCode}: {FirstLine(await errors)}");
            }

            return output;
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
            return Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })
                ?? throw new IOException($"{program} did not start");
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"{program} cannot be run: {exception.Message}", exception);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, string program, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (output.Length + read > OutputLimit)
            {
                throw new IOException($"{program} wrote more than {OutputLimit >> 20} MB");
            }

            output.Write(buffer, 0, read);
        }

        return output.ToArray();
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
