namespace RouterAlertAssurance.Contracts.Definitions;

/// <summary>A device as the operator defines it; body of <c>PUT /api/v1/devices/{name}</c>.</summary>
public sealed record DeviceDefinition
{
    public string Name { get; init; } = "";

    /// <summary>Free text such as <c>provider-edge</c>; shown, and matched by labels.</summary>
    public string Role { get; init; } = "";

    /// <summary>The agent that assures it; by default the agent of the device's own name.</summary>
    public string? Agent { get; init; }

    /// <summary>What metric implementations are chosen by: <c>os</c>, <c>frr-pathspace</c>, <c>cgroup-memory</c>, ...</summary>
    public IReadOnlyDictionary<string, string> Characteristics { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
