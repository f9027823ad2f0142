namespace RouterAlertAssurance.Hosting.Processes;

/// <summary>Runs a program and gives its output; the seam at which tests play the program.</summary>
public interface ICommandRunner
{
    /// <summary>Standard output of a run that ended with 0.</summary>
    /// <exception cref="CommandMissingException">The program cannot be run.</exception>
    /// <exception cref="IOException">It ended otherwise, or wrote too much.</exception>
    Task<ReadOnlyMemory<byte>> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
