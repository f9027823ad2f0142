using RouterAlertAssurance.Agent.Archive;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Heuristics;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>Gathers what a replay needs from the data folder of a product that need not run: what its agents were told and what they recorded.</summary>
internal sealed class DataFolder
{
    private readonly string _path;
    private readonly IReadOnlyList<AgentArchive> _archives;

    public DataFolder(string path) => (_path, _archives) = (path, Find(path));

    /// <summary>As <see cref="ReplayReader.ReadAsync"/>, on the graph the agents were last told: how it was before they do not keep.</summary>
    public async Task<ReplayMaterial> ReadAsync(ReplayRequest request, CancellationToken cancellationToken)
    {
        var asked = _archives.Where(archive => request.Agent is null || archive.Agent == request.Agent).ToList();
        if (asked.Count == 0)
        {
            throw Unknown($"agent '{request.Agent}'", request.Agent!, _archives.Select(archive => archive.Agent));
        }

        var assignments = asked.ToDictionary(archive => archive.Agent, archive => archive.Assignment, StringComparer.Ordinal);
        var version = new ReplayVersion(request.Begin, Nodes());
        var graph = new ReplayGraph([request.Service is { } service ? ClosureOf(service, version) : version], [], $"as the agents below {_path} were last told it, taken for the whole time");
        var samples = request.File is null ? Samples(asked, request.Begin, request.To) : await SampleFile.ReadAsync(request.File, cancellationToken);
        return ReplayMaterial.Of(request, graph, assignments, samples);
    }

    private static IReadOnlyList<AgentArchive> Find(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new CommandFailure(CliExitCode.Usage, $"--data: {path} is not a folder.");
        }

        try
        {
            return AgentArchive.Find(path) is { Count: > 0 } archives
                ? archives
                : throw new CommandFailure(CliExitCode.NotFound, $"--data: no agent below {path}/agents was ever told anything: name the folder that raa standalone, or an agent, was started with as --data.");
        }
        catch (InvalidDataException exception)
        {
            throw new CommandFailure(CliExitCode.Failure, $"--data: {exception.Message}.");
        }
    }

    // Each node as its owner was told it. Of a node whose owner kept its files elsewhere, only that it is there is known.
    private List<ReplayNode> Nodes()
    {
        var nodes = new Dictionary<SubserviceId, ReplayNode>();
        foreach (var archive in _archives)
        {
            var others = archive.Assignment.Shadows.DistinctBy(shadow => (shadow.Type, shadow.Id))
                .ToDictionary(shadow => new SubserviceId(shadow.Type, shadow.Id), shadow => shadow.Agent);
            foreach (var node in archive.Nodes)
            {
                if (!others.TryGetValue(node.Id, out var owner))
                {
                    nodes[node.Id] = new ReplayNode(node, archive.Agent);
                }
                else
                {
                    nodes.TryAdd(node.Id, new ReplayNode(node, owner));
                }
            }
        }

        // Agents that were told at different times may not agree on what is there.
        return
        [
            .. nodes.Values.OrderBy(node => node.Node.Id)
                .Select(node => node with { Node = node.Node with { Dependencies = [.. node.Node.Dependencies.Where(dependency => nodes.ContainsKey(dependency.Target))] } }),
        ];
    }

    private static ReplayVersion ClosureOf((string Type, string Name) service, ReplayVersion version)
    {
        var root = SubserviceId.ForService(service.Type, service.Name);
        return version.Below(root) is { Nodes.Count: > 0 } closure
            ? closure
            : throw Unknown($"service '{root.Id}'", root.Id, version.Nodes.Select(node => node.Node.Id).Where(id => id.IsServiceInstance).Select(id => id.Id));
    }

    private List<RecordedSample> Samples(List<AgentArchive> archives, DateTimeOffset from, DateTimeOffset to)
    {
        var samples = archives.SelectMany(archive => archive.Samples(from, to)).ToList();
        if (samples.Count > 0)
        {
            return samples;
        }

        var recorded = archives.Select(archive => archive.Recorded).OfType<(DateTimeOffset First, DateTimeOffset Last)>().ToList();
        throw new CommandFailure(CliExitCode.NotFound, recorded.Count == 0
            ? $"--data: the agents below {_path} have no samples: they were never at work, or their raw logs (samples/) were deleted."
            : $"--data: the agents below {_path} recorded nothing from {from:u} to {to:u}, but from {recorded.Min(times => times.First):u} to {recorded.Max(times => times.Last):u}: choose --from and --to within.");
    }

    private static CommandFailure Unknown(string what, string name, IEnumerable<string> known)
    {
        var meant = Suggestions.DidYouMean(name, known);
        return new CommandFailure(CliExitCode.NotFound, $"--data: there is no {what}{(meant is null ? "" : $" ({meant})")}.");
    }
}
