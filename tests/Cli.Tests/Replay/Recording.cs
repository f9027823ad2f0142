using RouterAlertAssurance.Cli.Replay;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Tests.Replay;

/// <summary>
/// A house of three devices, random by a seed: each ten seconds doors open and close, lamps and sensors change and fail, and between that nodes come, go, and
/// change their agent. What happens is settled within its half of the ten seconds, so that clocks which differ a little see the same.
/// </summary>
internal sealed class Recording
{
    public const int Slots = 24;

    public const string Package = """
        package: house
        version: 1.0.0
        revision: 2026-01-31
        metrics:
          open: {type: boolean, interval: 2s, staleness: 13s, parameters: [device], implementations: [{name: a, source: sensor, read: door}]}
          dust: {type: number, interval: 1s, staleness: 13s, parameters: [device], implementations: [{name: a, source: sensor, read: dust}]}
        subservices:
          door:
            description: A door.
            label: Door {device}
            owner: device
            parameters: [{name: device, type: device, description: Where.}]
            inputs: {open: {metric: open}, dust: {metric: dust, required: false}}
            symptoms:
              - {name: open, when: open, weight: 30, raise-after: 2s, text: open, description: It is open.}
              - {name: restless, when: changes(open over 32 s) > 1, weight: 20, text: restless, description: It opens and closes.}
              - {name: dirty, when: dust > 5, weight: 5, clear-after: 1s, text: dirty, description: It is dirty.}
          room:
            description: A room.
            label: Room {device}
            owner: device
            parameters: [{name: device, type: device, description: Where.}]
            inputs: {dust: {metric: dust}}
            symptoms:
              - {name: dirty, when: max(dust over 22 s) > 5, weight: 10, text: dirty, description: It is dirty.}
        """;

    private static readonly string[] Devices = ["d1", "d2", "d3"];
    private static readonly string[] Agents = ["a1", "a2"];

    private readonly Random _random;
    private readonly Dictionary<(string Metric, string Device, int Slot), string?> _truth = [];

    public Recording(int seed)
    {
        _random = new Random(seed);
        Versions = [.. VersionsOf()];
        foreach (var agent in Agents)
        {
            Play(agent);
        }
    }

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static PackageCatalog Catalog { get; } = PackageCatalog.Empty.Replace([("p.yaml", Package)]).Catalog;

    public static IReadOnlyDictionary<string, AgentAssignment> Assignments { get; } =
        Agents.ToDictionary(agent => agent, _ => new AgentAssignment { Devices = [.. Devices.Concat(Agents).Select(device => new DeviceDefinition { Name = device })] });

    /// <summary>How the graph was.</summary>
    public IReadOnlyList<ReplayVersion> Versions { get; }

    /// <summary>What the agents read.</summary>
    public List<RecordedSample> Samples { get; } = [];

    /// <summary>What the agents said.</summary>
    public List<SymptomEpisode> Episodes { get; } = [];

    /// <summary>The recording as a replay of a part of it gets it.</summary>
    public ReplayMaterial Material(DateTimeOffset from, IReadOnlyList<ReplayVersion> versions) => ReplayMaterial.Of(
        new ReplayRequest(from, Start.AddSeconds((10 * Slots) - 1), null, null, null, WarmUp.Of(Catalog)), new ReplayGraph(versions, [], "of the test"), Assignments, Samples);

    /// <summary>What a sensor shows in a slot; null while it cannot be read, empty while it is silent.</summary>
    public string? Truth(string metric, string device, int slot)
    {
        if (Agents.Contains(device))
        {
            return "0";
        }

        if (!_truth.TryGetValue((metric, device, slot), out var value))
        {
            value = _random.Next(12) switch { 0 => null, 1 => "", < 5 => "9", _ => "0" };
            _truth.Add((metric, device, slot), value);
        }

        return value;
    }

    private IEnumerable<ReplayVersion> VersionsOf()
    {
        yield return new ReplayVersion(Start, Nodes());
        for (var slot = 0; slot < Slots; slot++)
        {
            if (_random.Next(2) == 0)
            {
                yield return new ReplayVersion(Start.AddSeconds((10 * slot) + 5), Nodes());
            }
        }
    }

    // Each agent has a door that is always there and always shut: of an agent that reads nothing a recording does not show that it is there.
    private List<ReplayNode> Nodes() =>
    [
        .. Agents.Select(agent => Node("door", agent, agent)),
        .. from device in Devices
           from type in (string[])["door", "room"]
           where _random.Next(3) > 0
           select Node(type, device, Agents[_random.Next(2)]),
    ];

    private static ReplayNode Node(string type, string device, string agent) =>
        ReplayNode.Of(new GraphNode { Type = type, Id = device, Label = device, Agent = agent, Parameters = new Dictionary<string, string> { ["device"] = device } });

    private void Play(string name)
    {
        var agent = new RecordingAgent(name, this);
        var pending = Versions.Select(version => (Due: version.From.AddMilliseconds(_random.Next(100, 900)), version.Nodes)).ToList();
        for (var now = Start; now < Start.AddSeconds(10 * Slots); now += TimeSpan.FromMilliseconds(250))
        {
            foreach (var (_, nodes) in pending.Where(version => version.Due <= now).ToList())
            {
                agent.Configure(nodes.Where(node => node.Agent == name), now);
            }

            pending.RemoveAll(version => version.Due <= now);
            agent.Step(now);
        }
    }
}
