using System.Collections.Immutable;
using System.Text.Json;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.RawLog;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Yang.Json;

namespace RouterAlertAssurance.Agent.Archive;

/// <summary>
/// What an agent left on disk: what it was last told, and what it read. Nothing is written, and nothing is locked: an agent that runs keeps the last
/// seconds of its raw log in memory.
/// </summary>
public sealed class AgentArchive
{
    private const string Resend = "start the product once, which sends it again";

    private readonly List<SampleSegment> _segments;

    private AgentArchive(string folder, AgentAssignment assignment, ImmutableArray<AssuranceNode> nodes)
    {
        Agent = Path.GetFileName(folder);
        Assignment = assignment;
        Nodes = nodes;
        _segments = SampleSegment.In(Path.Combine(folder, AgentFiles.Samples));
    }

    /// <summary>Identity of the agent.</summary>
    public string Agent { get; }

    /// <summary>What it was last told beside the graph.</summary>
    public AgentAssignment Assignment { get; }

    /// <summary>Its slice of the graph, those nodes that others own included. Of a service instance, service and instance name are the only parameters.</summary>
    public ImmutableArray<AssuranceNode> Nodes { get; }

    /// <summary>Times of the first and the last sample; null where there are none.</summary>
    public (DateTimeOffset First, DateTimeOffset Last)? Recorded
    {
        get
        {
            var ends = _segments.Select(segment => segment.Read().Select(logged => logged.Sample.Time).ToList()).Where(times => times.Count > 0).ToList();
            return ends.Count == 0 ? null : (ends[0].Min(), ends[^1].Max());
        }
    }

    /// <summary>The archives below a data folder, by agent: of agents that were started with it, and of the agents of <c>raa standalone</c>.</summary>
    /// <exception cref="InvalidDataException">An archive cannot be read; says which, why, and what to do.</exception>
    public static IReadOnlyList<AgentArchive> Find(string dataFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        return [.. AgentFiles.FoldersBelow(dataFolder).Select(Read).OfType<AgentArchive>().OrderBy(archive => archive.Agent, StringComparer.Ordinal)];
    }

    /// <summary>The samples between, both times included, in the order they were written.</summary>
    public IEnumerable<RecordedSample> Samples(DateTimeOffset from, DateTimeOffset to) =>
        SampleSegment.Read(_segments, new SampleQuery("", "", from, to), int.MaxValue).Select(logged => logged.ToRecord());

    // Null for an agent that was never told anything.
    private static AgentArchive? Read(string folder)
    {
        try
        {
            var store = new AssignmentStore(folder);
            if (store.LoadAssignment() is not { } assignment)
            {
                return null;
            }

            var catalog = Catalog(folder, assignment);
            if (store.LoadSubservices() is not { } json)
            {
                return new AgentArchive(folder, assignment, []);
            }

            var read = AssuranceConfigurationReader.ReadAll(json, TypeMappings.Of(catalog));
            return read.IsValid
                ? new AgentArchive(folder, assignment, NodeCompletion.Complete(read.Nodes, node => AgentConfiguration.TypeOf(catalog, node)).Nodes)
                : throw Unreadable(folder, $"subservices.json: {read.Errors[0].Message}", Resend);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(folder, exception.Message, Resend);
        }
    }

    private static PackageCatalog Catalog(string folder, AgentAssignment assignment)
    {
        var packages = Path.Combine(folder, AgentFiles.Packages);
        var store = Directory.Exists(packages) ? new PackageStore(packages) : null;
        var missing = store?.Missing(assignment.Packages) ?? assignment.Packages;
        if (missing.Count > 0)
        {
            throw Unreadable(folder, $"package {missing[0].Name} {missing[0].Version}, which the graph was made with, is not in packages/", Resend);
        }

        var change = store!.Catalog(assignment.Packages);
        return change.Errors.Count == 0 ? change.Catalog : throw Unreadable(folder, $"a package cannot be read: {change.Errors[0]}", Resend);
    }

    private static InvalidDataException Unreadable(string folder, string reason, string remedy) => new($"{folder}: {reason} ({remedy})");
}
