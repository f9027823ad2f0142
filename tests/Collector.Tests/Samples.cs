using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Collector.Tests;

/// <summary>Small documents to build tests from.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Begin = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Guid Epoch = new("11111111-1111-1111-1111-111111111111");

    public static SubserviceReference Device { get; } = new("device", "pe1");

    public static SubserviceReference Interface { get; } = new("interface", "pe1/eth0");

    public static SubserviceReference Tunnel { get; } = new("service-instance", "tunnel/blue");

    /// <summary>tunnel/blue on agent pe1 -> interface pe1/eth0 -> device pe1.</summary>
    public static GraphVersion Graph(long version = 1, DateTimeOffset? time = null, params GraphNode[] more) => new()
    {
        Version = version,
        Time = time ?? Begin,
        Upserts = [Service("blue", "pe1", Interface), Node(Interface, "pe1", Device), Node(Device, "pe1"), .. more],
    };

    public static GraphNode Node(SubserviceReference id, string? agent, params SubserviceReference[] dependencies) => new()
    {
        Type = id.Type,
        Id = id.Id,
        Label = $"{id.Type} {id.Id}",
        Parameters = Parameters(id),
        Agent = agent,
        Dependencies = [.. dependencies.Select(target => new GraphEdge(target.Type, target.Id, "impacting"))],
        LastChange = Begin,
    };

    public static GraphNode Service(string name, string? agent, params SubserviceReference[] dependencies) =>
        Node(new SubserviceReference("service-instance", $"tunnel/{name}"), agent, dependencies) with
        {
            Parameters = new Dictionary<string, string> { ["service"] = "tunnel", ["instance-name"] = name },
            Labels = new Dictionary<string, string> { ["customer"] = name, ["tier"] = "gold" },
        };

    public static SymptomDocument Symptom(
        string id = "base/interface.down", int weight = 60, DateTimeOffset? start = null, DateTimeOffset? stop = null, string agent = "pe1") => new()
        {
            Id = id,
            AgentId = agent,
            Weight = weight,
            Text = $"{id} happened",
            Description = $"What {id} means",
            Start = start ?? Begin,
            Stop = stop,
        };

    public static HealthStatusDocument Status(int score = 100, params SymptomDocument[] symptoms) => new()
    {
        Score = score,
        Own = score,
        Low = Math.Max(0, score),
        High = score < 0 ? 100 : score,
        Coverage = 1,
        Since = Begin,
        Symptoms = score == 100 || symptoms.Length > 0 ? symptoms : [Symptom(weight: score < 0 ? 100 : 100 - score)],
    };

    public static HealthEvent StatusEvent(long sequence, SubserviceReference node, HealthStatusDocument status, DateTimeOffset? time = null) =>
        new() { Sequence = sequence, Time = time ?? Begin.AddSeconds(sequence), Status = new StatusChange(node, status) };

    public static HealthEvent SymptomEvent(long sequence, SubserviceReference node, SymptomDocument symptom, Evidence? evidence = null, DateTimeOffset? time = null) =>
        new() { Sequence = sequence, Time = time ?? Begin.AddSeconds(sequence), Symptom = new SymptomChange(node, symptom, evidence) };

    public static HealthEvent WithdrawnEvent(long sequence, params SubserviceReference[] nodes) =>
        new() { Sequence = sequence, Time = Begin.AddSeconds(sequence), Withdrawn = nodes };

    public static HealthBatch Batch(params HealthEvent[] events) => new("pe1", Epoch, events);

    public static Evidence Evidence(string value = "down") => new(
        "oper-up == false",
        [new EvidenceStep("oper-up", value)],
        [new EvidenceSample("oper-up", "link.oper-up", "pe1", "rtnetlink", "link/oper-up", Begin, value, "present", null)]);

    private static Dictionary<string, string> Parameters(SubserviceReference id) => id.Type switch
    {
        "device" => new() { ["device"] = id.Id },
        "interface" => new() { ["device"] = id.Id.Split('/')[0], ["interface"] = id.Id.Split('/')[1] },
        _ => [],
    };
}
