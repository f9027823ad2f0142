using RouterAlertAssurance.Hosting.Configuration;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Agent;

/// <summary>What an agent needs to know of itself and its surroundings.</summary>
public sealed class AgentOptions
{
    /// <summary>Identity of the agent, unique in the network.</summary>
    public string Id { get; set; } = Environment.MachineName.ToLowerInvariant();

    /// <summary>Names of the devices whose network namespace the agent runs in.</summary>
    public IReadOnlyList<string> Devices { get; set; } = [];

    /// <summary>Where the orchestrator listens; null to run from the assignment on disk alone.</summary>
    public ServiceEndpoint? Orchestrator { get; set; }

    /// <summary>Where the collector listens; null to keep health in the spool.</summary>
    public ServiceEndpoint? Collector { get; set; }

    /// <summary>The address others reach this agent at, when it is not the first one it listens on.</summary>
    public ServiceEndpoint? Advertise { get; set; }

    /// <summary>Time between two registrations, and between two empty batches to the collector.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Age at which the last report about a shadow node no longer counts.</summary>
    public TimeSpan ShadowStaleness { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Largest spool of undelivered health events, in MiB.</summary>
    public int SpoolLimit { get; set; } = 256;

    /// <summary>Largest log of raw samples, in MiB.</summary>
    public int SampleLimit { get; set; } = 256;

    /// <summary>How long raw samples are kept.</summary>
    public TimeSpan SampleRetention { get; set; } = TimeSpan.FromHours(24);

    internal IOptionSection ToSection() => new OptionSection<AgentOptions>("", this)
        .Text("id", "Identity of the agent, unique in the network", options => options.Id, (options, value) => options.Id = value)
        .List("device", "A device in whose network namespace the agent runs; may be repeated", options => options.Devices, SetDevices)
        .Endpoint("orchestrator", "Where the orchestrator listens", options => options.Orchestrator, (options, value) => options.Orchestrator = value)
        .Endpoint("collector", "Where the collector listens", options => options.Collector, (options, value) => options.Collector = value)
        .Endpoint("advertise", "The address at which others reach this agent; the first --listen unless set", options => options.Advertise, (options, value) => options.Advertise = value)
        .Duration("heartbeat", "Time between two registrations", options => options.Heartbeat, (options, value) => options.Heartbeat = value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1))
        .Duration("shadow.staleness", "Age at which a report about another agent's node no longer counts", options => options.ShadowStaleness, (options, value) => options.ShadowStaleness = value, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10))
        .Integer("spool.limit", "Largest spool of undelivered health events in MiB", options => options.SpoolLimit, (options, value) => options.SpoolLimit = (int)value, 1, 65536)
        .Integer("samples.limit", "Largest log of raw samples in MiB", options => options.SampleLimit, (options, value) => options.SampleLimit = (int)value, 1, 65536)
        .Duration("samples.retention", "How long raw samples are kept", options => options.SampleRetention, (options, value) => options.SampleRetention = value, TimeSpan.FromMinutes(1))
        .Check(options => Names.IsName(options.Id) ? [] : [("id", Names.Rule)]);

    private static string? SetDevices(AgentOptions options, IReadOnlyList<string> values)
    {
        options.Devices = values;
        return values.All(Names.IsName) ? null : Names.Rule;
    }
}

/// <summary>Names of agents and devices, which become parts of addresses and file names.</summary>
internal static class Names
{
    private const int Longest = 64;

    public const string Rule = "expected 1 to 64 letters, digits, '-', '_' or '.', beginning with a letter or digit";

    public static bool IsName(string name) => name.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
