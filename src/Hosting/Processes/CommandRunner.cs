using System.ComponentModel;
using System.Diagnostics;

namespace RouterAlertAssurance.Hosting.Processes;

/// <summary>Runs programs of this machine to their end; one that is no longer waited for is killed with what it started.</summary>
public sealed class CommandRunner : ICommandRunner
{
    // In bytes.
    private const int OutputLimit = 16 << 20;

    /// <inheritdoc/>
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
            throw new CommandMissingException($"{program} cannot be run: {exception.Message}", exception);
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
