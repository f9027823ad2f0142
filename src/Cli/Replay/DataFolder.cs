using RouterAlertAssurance.Agent.Archive;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Heuristics;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>Gathers what a replay needs from the data folder of a product that need not run: what its agents were told and what they recorded.</summary>
internal sealed class DataFolder
{
    private readonly string _path;
    private readonly IReadOnlyList<AgentArchive> _archives;

    public DataFolder(string path) => (_path, _archives) = (path, Find(path));

    /// <summary>As <see cref="ReplayReader.ReadAsync"/>, on the graph the agents were last told.</summary>
    public async Task<ReplayMaterial> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, (string Type, string Name)? service, string? agent, string? file, CancellationToken cancellationToken)
    {
        var asked = _archives.Where(archive => agent is null || archive.Agent == agent).ToList();
        if (asked.Count == 0)
        {
            throw Unknown($"agent '{agent}'", agent!, _archives.Select(archive => archive.Agent));
        }

        var assignments = asked.ToDictionary(archive => archive.Agent, archive => archive.Assignment, StringComparer.Ordinal);
        var nodes = Nodes(assignments);
        var begin = from - ReplayMaterial.WarmUp;
        var samples = file is null ? Samples(asked, begin, to) : await SampleFile.ReadAsync(file, cancellationToken);
        return new ReplayMaterial(
            from, to, $"as the agents below {_path} were last told it", service is { } one ? ClosureOf(one, nodes) : nodes, assignments,
            [.. samples.Where(sample => sample.Time >= begin && sample.Time <= to).OrderBy(sample => sample.Time)]);
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
    private List<ReplayNode> Nodes(Dictionary<string, AgentAssignment> assignments)
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
                    nodes[node.Id] = new ReplayNode(node, archive.Agent).WithDefinition(assignments);
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

    private static List<ReplayNode> ClosureOf((string Type, string Name) service, List<ReplayNode> nodes)
    {
        var root = SubserviceId.ForService(service.Type, service.Name);
        var graph = AssuranceGraph.Empty.Apply(new GraphEdit([.. nodes.Select(node => node.Node)], []), default).Graph;
        if (!graph.Nodes.ContainsKey(root))
        {
            throw Unknown($"service '{root.Id}'", root.Id, graph.Nodes.Keys.Where(id => id.IsServiceInstance).Select(id => id.Id));
        }

        var closure = graph.ClosureOf([root]).ToHashSet();
        return [.. nodes.Where(node => closure.Contains(node.Node.Id))];
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
