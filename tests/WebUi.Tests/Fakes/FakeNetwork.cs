using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.WebUi.Tests.Fakes;

/// <summary>What the fake backend serves: a graph of nodes with symptoms, scores by plain minimum, and an event for every change.</summary>
internal sealed class FakeNetwork
{
    public const string ServiceType = "service-instance";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, FakeNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<FakeNode>> _closures = new(StringComparer.Ordinal);

    public DateTimeOffset Start { get; } = Now.Utc.AddMinutes(-41);

    public List<DeviceDefinition> Devices { get; } = [];

    public List<AgentItem> Agents { get; } = [];

    /// <summary>By device; of others the orchestrator says that their agent does not answer.</summary>
    public Dictionary<string, RouterAlertDocument> RouterAlert { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Devices whose agents take their time: their documents wait for this.</summary>
    public Dictionary<string, Task> Slow { get; } = new(StringComparer.Ordinal);

    /// <summary>Packets in the evidence of all symptoms; null for none.</summary>
    public IReadOnlyList<EvidencePacket>? EvidencePackets { get; set; }

    /// <summary>Graph versions with the time from which on they hold; the past graph is made of what had that version.</summary>
    public List<(long Version, DateTimeOffset From)> Versions { get; } = [(1, Now.Utc.AddMinutes(-40))];

    /// <summary>Answers graphs that break the contract: every node twice.</summary>
    public bool IsMalformed { get; set; }

    /// <summary>Every service is deleted: only graphs of the past are left.</summary>
    public bool IsDeleted { get; set; }

    public Action<LiveEvent>? Changed { get; set; }

    public IReadOnlyList<FakeNode> Nodes
    {
        get
        {
            lock (_lock)
            {
                return [.. _nodes.Values];
            }
        }
    }

    public FakeNode this[string key]
    {
        get
        {
            lock (_lock)
            {
                return _nodes[key];
            }
        }
    }

    public FakeNode? Find(string key)
    {
        lock (_lock)
        {
            return _nodes.GetValueOrDefault(key);
        }
    }

    /// <param name="dependencies">Keys <c>type|id</c>; a leading <c>~</c> makes the edge informational.</param>
    public FakeNetwork Add(string type, string id, string label, string? device, IReadOnlyDictionary<string, string>? labels, params string[] dependencies)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        if (type == ServiceType)
        {
            (parameters["service"], parameters["instance-name"]) = (id.Split('/')[0], id.Split('/')[^1]);
        }
        else if (device is not null)
        {
            parameters["device"] = device;
        }

        var node = new GraphNode
        {
            Type = type,
            Id = id,
            Label = label,
            Agent = device ?? "pe1",
            Parameters = parameters,
            Labels = labels ?? new Dictionary<string, string>(),
            LastChange = Start,
            Dependencies = [.. dependencies.Select(Edge)],
        };
        lock (_lock)
        {
            _nodes[$"{type}|{id}"] = new FakeNode(node, Start);
            _closures.Clear();
        }

        return this;
    }

    public FakeNetwork Add(string type, string id, string label, string? device, params string[] dependencies) => Add(type, id, label, device, null, dependencies);

    /// <summary>Replaces the dependencies of a node: a new version of the graph.</summary>
    public void Rewire(string key, params string[] dependencies)
    {
        lock (_lock)
        {
            _nodes[key].Node = _nodes[key].Node with { Dependencies = [.. dependencies.Select(Edge)] };
            _closures.Clear();
            Versions.Add((Versions[^1].Version + 1, Now.Utc));
            Recompute();
        }

        Changed?.Invoke(new LiveEvent { Kind = "graph", Time = Now.Utc, GraphVersion = Versions[^1].Version });
    }

    public void Raise(string key, string id, int weight, string text, bool broken = false, bool missing = false, TimeSpan? age = null) => Change(node => node.Own.Add(new SymptomDocument
    {
        Id = id,
        AgentId = node.Node.Agent ?? "",
        Weight = weight,
        Text = text,
        Broken = broken,
        Kind = missing ? "missing-input" : "own",
        Start = Now.Utc - (age ?? TimeSpan.Zero),
        Gain = weight,
        Cost = weight,
    }), key);

    /// <summary>Puts a node into planned maintenance, as the collector shows it.</summary>
    public void Maintain(string key, MaintenanceDocument window)
    {
        lock (_lock)
        {
            _nodes[key].Node = _nodes[key].Node with { Maintenance = window };
        }

        Change(node => node.Own.Add(new SymptomDocument
        {
            Id = "maintenance/under-maintenance",
            Weight = 100,
            Text = "Under Maintenance",
            Kind = "maintenance",
            Primary = false,
            Start = Now.Utc,
        }), key);
    }

    public void Clear(string key) => Change(node => node.Own.Clear(), key);

    public NodeHealth Health(FakeNode node) => new()
    {
        Node = node.Node,
        Status = node.Status,
        Reported = Now.Utc.AddSeconds(-3),
        Services = [.. Nodes.Where(other => other.Node.Type == ServiceType && Closure(other).Contains(node)).Select(other => other.Reference).Take(20)],
    };

    public static ServiceItem ItemOf(FakeNode node) => new()
    {
        Type = node.Node.Id.Split('/')[0],
        Name = node.Node.Id.Split('/')[^1],
        Score = node.Status.Score,
        Coverage = node.Status.Coverage,
        Since = node.Status.Since,
        SymptomCount = node.Status.Symptoms.Count,
        UnderMaintenance = node.Own.Any(symptom => symptom.Kind == "maintenance"),
        TopCause = node.Status.Causes is [var first, ..] ? first.Symptom.Text : null,
        Labels = node.Node.Labels,
    };

    /// <summary>The node and everything it depends on.</summary>
    public IReadOnlyList<FakeNode> Closure(FakeNode root)
    {
        lock (_lock)
        {
            if (_closures.TryGetValue(root.Key, out var known))
            {
                return known;
            }

            var found = new List<FakeNode> { root };
            for (var index = 0; index < found.Count; index++)
            {
                found.AddRange(found[index].Node.Dependencies.Select(Target).Where(target => !found.Contains(target)).Distinct().ToArray());
            }

            return _closures[root.Key] = found;
        }
    }

    private static GraphEdge Edge(string text)
    {
        var parts = text.TrimStart('~').Split('|');
        return new GraphEdge(parts[0], parts[1], text[0] == '~' ? "informational" : "impacting");
    }

    private FakeNode Target(GraphEdge edge) => _nodes[$"{edge.Type}|{edge.Id}"];

    private void Change(Action<FakeNode> change, string key)
    {
        LiveEvent[] events;
        lock (_lock)
        {
            change(_nodes[key]);
            events = [.. Recompute().Select(node => new LiveEvent
            {
                Kind = "status",
                Time = Now.Utc,
                Subservice = node.Reference,
                Status = node.Status,
                Service = node.Node.Type == ServiceType ? ItemOf(node) : null,
            })];
        }

        foreach (var item in events)
        {
            Changed?.Invoke(item);
        }
    }

    private List<FakeNode> Recompute()
    {
        var done = new Dictionary<FakeNode, HealthStatusDocument>();
        var changed = new List<FakeNode>();
        foreach (var node in _nodes.Values)
        {
            var status = FakeHealth.Of(node, Target, done);
            if (status.Score != node.Status.Score || status.Symptoms.Count != node.Status.Symptoms.Count || status.Causes.Count != node.Status.Causes.Count)
            {
                node.Status = status.Score == node.Status.Score ? status with { Since = node.Status.Since } : status;
                changed.Add(node);
            }
        }

        return changed;
    }
}
