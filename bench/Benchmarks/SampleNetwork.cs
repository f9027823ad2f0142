using System.Collections.Immutable;
using System.Globalization;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// Tunnel services over a provider's network, shared as they are in one: an edge router for every fifty services, at least 200, with two uplinks
/// each to a core of a tenth as many; services between customer interfaces of two edges drawn with a preference for a few large ones, and for
/// each pair one reachability and two load-balanced paths that all its services need. About ten nodes for each service.
/// </summary>
internal sealed class SampleNetwork(int services)
{
    private readonly int _edges = Math.Max(200, services / 50);

    private int Cores => _edges / 10;

    public static DateTimeOffset Time { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(4711);

    /// <summary>One sub-graph for each service, as decomposition yields them: nodes that several services need are in each of theirs.</summary>
    public IReadOnlyList<IReadOnlyCollection<AssuranceNode>> Subgraphs() => [.. Enumerable.Range(0, services).Select(Service)];

    /// <summary>The own health of a node: one in two hundred has a symptom.</summary>
    public static OwnHealth OwnOf(SubserviceId id) => Checksum(id) % 200 == 0 ? Degraded(id, 30) : OwnHealth.Healthy;

    public static OwnHealth Degraded(SubserviceId id, int weight) => new([SymptomOf(id, weight)], true, 1);

    public static Symptom SymptomOf(SubserviceId id, int weight) => new()
    {
        Id = $"bench/{id.Type}.degraded",
        AgentId = "bench",
        Weight = weight,
        Text = "It is degraded",
        Start = Time,
    };

    /// <summary>The routers of the network.</summary>
    public IEnumerable<string> Devices() =>
        [.. Enumerable.Range(0, _edges).Select(Edge), .. Enumerable.Range(0, Cores).Select(number => Text("p", number))];

    /// <summary>The links between edges and core, the edge's end first.</summary>
    public IEnumerable<(string Device, string Interface, string Peer, string PeerInterface)> Links() =>
        Enumerable.Range(0, _edges).SelectMany(edge => Enumerable.Range(0, 2), (edge, uplink) => (Edge(edge), Text("up", uplink), Core(edge, uplink), $"to-{Edge(edge)}"));

    /// <summary>The two edges of the next service.</summary>
    public (string First, string Second) Ends()
    {
        var (first, second) = Draw();
        return (Edge(first), Edge(second));
    }

    public IReadOnlyCollection<AssuranceNode> Service(int number)
    {
        var (first, second) = Draw();
        var nodes = new Dictionary<SubserviceId, AssuranceNode>();
        var (here, there) = (End(first, second, number, nodes), End(second, first, number, nodes));
        var path = Add(nodes, "ip-connectivity", [Edge(first), Edge(second)], IsIs(first, nodes), IsIs(second, nodes), Ecmp(first, second, nodes), Ecmp(second, first, nodes));
        var id = SubserviceId.ForService("tunnel", Text("t", number));
        nodes[id] = Node(id, ["tunnel", Text("t", number)], [On(here), On(there), On(path)]);
        return nodes.Values;
    }

    // The product of two uniform numbers prefers small ones: a few edges have many services.
    private (int First, int Second) Draw()
    {
        var first = (int)(_edges * _random.NextDouble() * _random.NextDouble());
        return (first, (first + 1 + (int)((_edges - 1) * _random.NextDouble() * _random.NextDouble())) % _edges);
    }

    private SubserviceId End(int device, int peer, int number, Dictionary<SubserviceId, AssuranceNode> nodes) => Add(
        nodes,
        "tunnel",
        [Edge(device), Text("vxlan", number)],
        Interface(Edge(device), Text("vxlan", number), nodes),
        Interface(Edge(device), Text("customer", number), nodes),
        Ecmp(device, peer, nodes));

    private SubserviceId Ecmp(int device, int peer, Dictionary<SubserviceId, AssuranceNode> nodes)
    {
        var id = SubserviceId.ForParameters("ecmp", [Edge(device), Edge(peer)]);
        nodes[id] = Node(id, [Edge(device), Edge(peer)], [On(Link(device, 0, nodes), "members"), On(Link(device, 1, nodes), "members")]) with
        {
            Groups = [new("members", GroupCombination.Any)],
        };
        return id;
    }

    private SubserviceId Link(int device, int uplink, Dictionary<SubserviceId, AssuranceNode> nodes)
    {
        var core = Core(device, uplink);
        return Add(nodes, "link", [Edge(device), core], Interface(Edge(device), Text("up", uplink), nodes), Interface(core, $"to-{Edge(device)}", nodes));
    }

    private static SubserviceId IsIs(int device, Dictionary<SubserviceId, AssuranceNode> nodes) => Add(nodes, "is-is", [Edge(device)], Device(Edge(device), nodes));

    private static SubserviceId Interface(string device, string name, Dictionary<SubserviceId, AssuranceNode> nodes) =>
        Add(nodes, "interface", [device, name], Device(device, nodes));

    private static SubserviceId Device(string device, Dictionary<SubserviceId, AssuranceNode> nodes) => Add(nodes, "device", [device]);

    private static SubserviceId Add(Dictionary<SubserviceId, AssuranceNode> nodes, string type, string[] values, params SubserviceId[] targets)
    {
        var id = SubserviceId.ForParameters(type, values);
        nodes[id] = Node(id, values, [.. targets.Select(target => On(target))]);
        return id;
    }

    private static AssuranceNode Node(SubserviceId id, string[] values, ImmutableArray<Dependency> dependencies) => new()
    {
        Id = id,
        Label = $"{id.Type} {id.Id}",
        Parameters = ParameterDictionary.Of(values.Index().Select(value => KeyValuePair.Create(NameOf(id, value.Index), value.Item))),
        Dependencies = dependencies,
        LastChange = Time,
    };

    private static string NameOf(SubserviceId id, int index) => id.IsServiceInstance ? (index == 0 ? "service" : "instance-name") : Text("parameter", index + 1);

    private static Dependency On(SubserviceId target, string group = "") => new(target, DependencyType.Impacting, group);

    private string Core(int device, int uplink) => Text("p", (device + (uplink * 7)) % Cores);

    private static string Edge(int number) => Text("pe", number);

    private static string Text(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);

    // The hash of a string differs from run to run.
    private static int Checksum(SubserviceId id) => id.ToString().Aggregate(7, (sum, character) => ((sum * 31) + character) & 0xFFFFFF);
}
