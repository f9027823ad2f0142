namespace RouterAlertAssurance.Contracts.Definitions;

/// <summary>A device as the operator defines it; body of <c>PUT /api/v1/devices/{name}</c>.</summary>
public sealed record DeviceDefinition
{
    public string Name { get; set; } = "";

    /// <summary>Free text such as <c>provider-edge</c>; shown, and matched by labels.</summary>
    public string Role { get; set; } = "";

    /// <summary>The agent that assures it; by default the agent of the device's own name.</summary>
    public string? Agent { get; set; }

    /// <summary>What metric implementations are chosen by: <c>os</c>, <c>frr-pathspace</c>, <c>cgroup-memory</c>, ...</summary>
    public IReadOnlyDictionary<string, string> Characteristics { get; set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();
}
