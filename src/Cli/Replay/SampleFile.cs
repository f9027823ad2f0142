using System.Text.Json;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>Samples in a file, one JSON object on each line.</summary>
internal static class SampleFile
{
    public static async Task<List<RecordedSample>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var samples = new List<RecordedSample>();
        var number = 0;
        try
        {
            await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
            {
                number++;
                if (line.Length > 0 && JsonSerializer.Deserialize(line, ReplayJson.Default.RecordedSample) is { } sample)
                {
                    samples.Add(sample);
                }
            }
        }
        catch (JsonException exception)
        {
            throw new CommandFailure(CliExitCode.Failure, $"{path}:{number}:{(exception.BytePositionInLine ?? 0) + 1}: not a sample as raa package replay --save writes it");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(CliExitCode.Failure, $"{path} cannot be read: {exception.Message}");
        }

        return samples;
    }

    public static async Task WriteAsync(string path, IEnumerable<RecordedSample> samples, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllLinesAsync(path, samples.Select(sample => JsonSerializer.Serialize(sample, ReplayJson.Default.RecordedSample)), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(CliExitCode.Failure, $"{path} cannot be written: {exception.Message}");
        }
    }
}
