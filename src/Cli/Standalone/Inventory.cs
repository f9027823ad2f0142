using System.Text.Json;
using System.Text.Json.Serialization;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Cli.Standalone;

/// <summary>What the lab says it has built: devices with their namespaces, and services to begin with.</summary>
/// <remarks>Settable: of properties that are set at creation only, the reader's generated code would put null where the file leaves one out.</remarks>
internal sealed record Inventory
{
    public string Lab { get; set; } = "";

    public IReadOnlyList<InventoryDevice> Devices { get; set; } = [];

    public IReadOnlyList<ServiceDefinition> Services { get; set; } = [];

    /// <summary>Reads the file the lab wrote; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The file is not an inventory, or a device of it lacks what it needs.</exception>
    public static Inventory? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var inventory = Parse(path);
        var errors = inventory.Devices.Index().Where(device => device.Item.Os.Length == 0).Select(device => $"{path}: /devices/{device.Index}/os: "
            + $"device '{device.Item.Name}' has no 'os', so nothing says how it is read: write what it runs, such as \"os\": \"linux\"").ToList();
        return errors.Count == 0 ? inventory : throw new InvalidDataException(string.Join(Environment.NewLine, errors));
    }

    private static Inventory Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), InventoryJson.Default.Inventory) ?? new Inventory();
        }
        catch (JsonException malformed)
        {
            var error = JsonErrors.Describe(malformed, InventoryJson.Default.Inventory);
            throw new InvalidDataException($"{path}:{error.Line}:{error.Column}: {error.Pointer}: {error.Detail}: correct the file, or let what wrote it write it again", malformed);
        }
    }

    /// <summary>The machine this runs on as the only device, with the service that assures it.</summary>
    public static Inventory OfThisMachine(string name) => new()
    {
        Devices = [new InventoryDevice { Name = name, Role = "host", Os = "linux" }],
        Services = [new ServiceDefinition { Type = "host", Name = name, Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["device"] = name } }],
    };
}

/// <summary>A device of the inventory.</summary>
internal sealed record InventoryDevice
{
    public string Name { get; set; } = "";

    public string Role { get; set; } = "";

    /// <summary>What it runs; never guessed, since it decides how the device is read.</summary>
    public string Os { get; set; } = "";

    /// <summary>The namespace the agent is started in; null for our own.</summary>
    public string? NetnsPath { get; set; }

    public InventoryFrr? Frr { get; set; }

    public InventoryCgroup? Cgroup { get; set; }

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

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Inventory))]
internal sealed partial class InventoryJson : JsonSerializerContext;
