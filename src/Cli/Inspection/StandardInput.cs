using System.IO.Pipelines;

namespace RouterAlertAssurance.Cli.Inspection;

/// <summary>Standard input as a stream that can be waited for no longer: what waits for a pipe by itself heeds nobody who asks it to stop.</summary>
internal static class StandardInput
{
    private const int Ahead = 4 << 20;
    private const int Segment = 1 << 16;

    /// <summary>Opens it, once.</summary>
    /// <param name="cancellationToken">Ends a wait for more: reading throws <see cref="OperationCanceledException"/> then.</param>
    public static Stream Open(CancellationToken cancellationToken)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: Ahead, resumeWriterThreshold: Ahead / 2, minimumSegmentSize: Segment));
        // Where nothing comes any more, it is left behind and ends with the process.
        _ = Task.Run(() => FillAsync(pipe.Writer), CancellationToken.None);
        cancellationToken.Register(pipe.Reader.CancelPendingRead);
        return pipe.Reader.AsStream();
    }

    private static async Task FillAsync(PipeWriter writer)
    {
        try
        {
            await Console.OpenStandardInput().CopyToAsync(writer);
            await writer.CompleteAsync();
        }
        catch (IOException unreadable)
        {
            await writer.CompleteAsync(unreadable);
        }
    }
}
