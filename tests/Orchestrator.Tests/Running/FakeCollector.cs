using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Orchestrator.Tests.Running;

/// <summary>Takes graph versions as the collector does: acknowledges what it has, refuses a difference from what it has not.</summary>
internal sealed class FakeCollector(string directory) : FakeServer(directory, "collector")
{
    private readonly List<GraphVersion> _taken = [];

    /// <summary>Every version applied to <see cref="Nodes"/>; who has seen a version's nodes finds it here.</summary>
    public IReadOnlyList<GraphVersion> Taken
    {
        get
        {
            lock (Nodes)
            {
                return [.. _taken];
            }
        }
    }

    public long Version { get; set; }

    /// <summary>The graph as it follows from what was taken.</summary>
    public SortedDictionary<string, GraphNode> Nodes { get; } = new(StringComparer.Ordinal);

    public async Task<FakeCollector> StartedAsync()
    {
        await StartAsync();
        return this;
    }

    protected override void Map(WebApplication app) => app.MapPut("/api/v1/graph", async context =>
    {
        var body = await RequestBody.ReadJsonAsync(context, ContractsJson.Default.GraphVersion);
        await (body.Error ?? Take(body.Value!)).ExecuteAsync(context);
    });

    private IResult Take(GraphVersion version)
    {
        lock (Nodes)
        {
            if (version.Version > Version)
            {
                if (version.Base is { } start && start != Version)
                {
                    return Problem.Conflict($"The newest version is {Version}");
                }

                Apply(version);
            }

            return Results.Json(new GraphVersionAnswer(Version), ContractsJson.Default.GraphVersionAnswer);
        }
    }

    private void Apply(GraphVersion version)
    {
        if (version.Base is null)
        {
            Nodes.Clear();
        }

        foreach (var removed in version.Removals)
        {
            Nodes.Remove($"{removed.Type}[{removed.Id}]");
        }

        foreach (var node in version.Upserts)
        {
            Nodes[$"{node.Type}[{node.Id}]"] = node;
        }

        Version = version.Version;
        _taken.Add(version);
    }
}
