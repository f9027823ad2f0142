using System.Text.Json;
using System.Text.Json.Serialization;
using RouterAlertAssurance.Contracts.Definitions;

namespace RouterAlertAssurance.Cli.Standalone;

/// <summary>What the lab says it has built: devices with their namespaces, and services to begin with.</summary>
internal sealed record Inventory
{
    public string Lab { get; init; } = "";

    public IReadOnlyList<InventoryDevice> Devices { get; init; } = [];

    public IReadOnlyList<ServiceDefinition> Services { get; init; } = [];

    /// <summary>Reads the file the lab wrote; null when there is none.</summary>
    /// <exception cref="JsonException">The file is not an inventory.</exception>
    public static Inventory? Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), InventoryJson.Default.Inventory) : null;

    /// <summary>The machine this runs on as the only device, with the service that assures it.</summary>
    public static Inventory OfThisMachine(string name) => new()
    {
        Devices = [new InventoryDevice { Name = name, Role = "host" }],
        Services = [new ServiceDefinition { Type = "host", Name = name, Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["device"] = name } }],
    };
}

/// <summary>A device of the inventory.</summary>
internal sealed record InventoryDevice
{
    public string Name { get; init; } = "";

    public string Role { get; init; } = "";

    public string Os { get; init; } = "linux";

    /// <summary>The namespace the agent is started in; null for our own.</summary>
    public string? NetnsPath { get; init; }

    public InventoryFrr? Frr { get; init; }

    public InventoryCgroup? Cgroup { get; init; }

    /// <summary>What metric implementations are chosen by.</summary>
    public DeviceDefinition ToDefinition()
    {
        var characteristics = new Dictionary<string, string>(StringComparer.Ordinal) { ["os"] = Os };
        Add(characteristics, "frr-pathspace", Frr?.Pathspace);
        Add(characteristics, "cgroup-memory", Cgroup?.Memory ?? Cgroup?.Path);
        Add(characteristics, "cgroup-cpu", Cgroup?.Cpu ?? Cgroup?.Path);
        Add(characteristics, "cgroup-cpuacct", Cgroup?.Cpuacct ?? Cgroup?.Path);
        return new DeviceDefinition { Name = Name, Role = Role, Characteristics = characteristics };
    }

    private static void Add(Dictionary<string, string> characteristics, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            characteristics[name] = value;
        }
    }
}

/// <summary>The routing daemons of a device.</summary>
internal sealed record InventoryFrr(string Pathspace);

/// <summary>The control group of a device: one path for version 2, one for each controller for version 1.</summary>
internal sealed record InventoryCgroup(int Version, string? Path, string? Memory, string? Cpu, string? Cpuacct);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Inventory))]
internal sealed partial class InventoryJson : JsonSerializerContext;
