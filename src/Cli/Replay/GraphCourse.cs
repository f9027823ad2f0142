using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>Asks the collector how the graph of the whole network was, version by version.</summary>
internal sealed class GraphCourse(ApiClient api)
{
    /// <summary>No more versions are asked for: each is a whole graph. The newest count.</summary>
    private const int MaxVersions = 1000;

    // The collector keeps times in microseconds.
    private static readonly TimeSpan Resolution = TimeSpan.FromMicroseconds(1);

    /// <summary>The versions of the time, the oldest first: as far back as they are kept.</summary>
    /// <exception cref="CommandFailure">Not even that of the end is kept.</exception>
    public async Task<IReadOnlyList<ReplayVersion>> BetweenAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var newest = await AtAsync(to, cancellationToken);
        var versions = new List<ReplayVersion> { newest };
        while (versions[^1].From > from && versions.Count < MaxVersions && await BeforeAsync(versions[^1], cancellationToken) is { } before)
        {
            versions.Add(before);
        }

        versions.Reverse();
        return versions;
    }

    private async Task<ReplayVersion?> BeforeAsync(ReplayVersion version, CancellationToken cancellationToken)
    {
        try
        {
            return await AtAsync(version.From - Resolution, cancellationToken);
        }
        catch (CommandFailure failure) when (failure.ExitCode == CliExitCode.NotFound)
        {
            return null;
        }
    }

    private async Task<ReplayVersion> AtAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var graph = await api.GetAsync($"/api/v1/graph?at={Uri.EscapeDataString(time.ToString("O"))}", ContractsJson.Default.HealthGraph, cancellationToken);
        return new ReplayVersion(graph.From, [.. graph.Nodes.Select(node => ReplayNode.Of(node.Node))]);
    }
}
