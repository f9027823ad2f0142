using System.Collections.Frozen;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>The relations a package may ask for, and their fields.</summary>
public static class FactRelations
{
    /// <summary>Derived from addresses: the two ends of a link; see <see cref="FactDerivation"/>.</summary>
    public const string LinkEnd = "link-end";

    /// <summary>Addresses of interfaces.</summary>
    public const string Address = "address";

    /// <summary>Programs that take packets with Router Alert out of forwarding.</summary>
    public const string RouterAlertListener = "router-alert-listener";

    internal const string Interface = "interface";

    internal const string Tunnel = "tunnel";

    internal const string Device = "device";

    /// <summary>Relation to its fields, in the order of the documentation.</summary>
    public static FrozenDictionary<string, IReadOnlyList<string>> Fields { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [Device] = ["device", "os", "kernel", "hostname"],
        [Interface] = ["device", "name", "kind", "mtu", "lower"],
        [Address] = ["device", "interface", "address", "prefix", "family"],
        ["route"] = ["device", "prefix", "protocol", "nexthops", "ecmp"],
        ["route-nexthop"] = ["device", "prefix", "interface", "gateway", "state"],
        ["routing-instance"] = ["device", "protocol", "instance"],
        ["configured-routing"] = ["device", "protocol", "instance", "interface"],
        ["bgp-neighbour"] = ["device", "peer", "local", "remote-as"],
        ["bridge-port"] = ["device", "bridge", "interface", "kind", "vni", "local"],
        [Tunnel] = ["device", "interface", "kind", "local", "remote", "vni"],
        ["default-gateway"] = ["device", "interface", "address", "family"],
        [RouterAlertListener] = ["device", "family", "protocol", "program", "kind"],
        [LinkEnd] = ["device", "interface", "peer-device", "peer-interface", "device1", "interface1", "device2", "interface2"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<(string Relation, string Field), FactField> NoTexts = new Dictionary<(string Relation, string Field), FactField>
    {
        [(Interface, "mtu")] = new(ExpressionValueType.Number, "bytes"),
        [("route", "nexthops")] = new(ExpressionValueType.Number),
        [("route", "ecmp")] = new(ExpressionValueType.Boolean),
        [("bgp-neighbour", "remote-as")] = new(ExpressionValueType.Number),
        [("bridge-port", "vni")] = new(ExpressionValueType.Number),
        [(Tunnel, "vni")] = new(ExpressionValueType.Number),
    }.ToFrozenDictionary();

    /// <summary>What the values of a field are.</summary>
    public static FactField FieldOf(string relation, string field) => NoTexts.GetValueOrDefault((relation, field), FactField.Text);
}
