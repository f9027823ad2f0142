using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Yang.Tests;

/// <summary>A service on an interface on a device: the smallest tree with every construct in it.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Time = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public static readonly SubserviceId Service = SubserviceId.ForService("tunnel", "blue");
    public static readonly SubserviceId Interface = SubserviceId.ForParameters("interface", ["pe1", "Ethernet1/1"]);
    public static readonly SubserviceId Device = SubserviceId.ForParameters("device", ["pe1"]);

    public static SubserviceTypeCatalog Types { get; } = new(
    [
        new("device", "ietf-service-assurance-device", "device-type", "parameters", ["device"]),
        new("interface", "ietf-service-assurance-interface", "interface-type", "parameters", ["device", "interface"]),
    ]);

    public static AssuranceSnapshot Snapshot() => new()
    {
        GraphLastChange = Time,
        Time = Time,
        Nodes =
        [
            new SnapshotNode(ServiceNode(), new HealthScore(60), [Symptom("dependency/interface/pe1", 40)], Time),
            new SnapshotNode(InterfaceNode(), new HealthScore(60), [Symptom("base/interface.in-errors", 40), Symptom("base/interface.in-errors", 40, ended: true)], Time.AddHours(-2)),
            new SnapshotNode(DeviceNode(), HealthScore.Unknown, [Symptom("maintenance/under-maintenance", 100)], null),
        ],
        Glossary = [new GlossaryEntry("pe1", "base/interface.in-errors", "Input errors")],
    };

    public static AssuranceNode[] Nodes() => [ServiceNode(), InterfaceNode(), DeviceNode()];

    private static AssuranceNode ServiceNode() => new()
    {
        Id = Service,
        Label = "tunnel blue",
        Parameters = Parameters(("service", "tunnel"), ("instance-name", "blue")),
        Dependencies = [new Dependency(Interface, DependencyType.Impacting)],
        LastChange = Time,
    };

    private static AssuranceNode InterfaceNode() => new()
    {
        Id = Interface,
        Label = "Ethernet1/1 of pe1",
        Parameters = Parameters(("device", "pe1"), ("interface", "Ethernet1/1")),
        Dependencies = [new Dependency(Device, DependencyType.Informational)],
        LastChange = Time,
    };

    private static AssuranceNode DeviceNode() => new()
    {
        Id = Device,
        Label = "pe1",
        Parameters = Parameters(("device", "pe1")),
        Maintenance = new MaintenanceWindow("noc@example.net"),
        LastChange = Time.AddMinutes(1),
    };

    private static Symptom Symptom(string id, int weight, bool ended = false) => new()
    {
        Id = id,
        AgentId = "pe1",
        Weight = weight,
        Text = "Something is wrong",
        Start = Time.AddMinutes(ended ? -30 : 0),
        Stop = ended ? Time.AddMinutes(-20) : null,
    };

    private static ParameterDictionary Parameters(params (string Name, string Value)[] values) =>
        ParameterDictionary.Of(values.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
