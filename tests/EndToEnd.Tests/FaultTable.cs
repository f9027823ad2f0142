using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>What each fault of the lab must show.</summary>
internal static class FaultTable
{
    private const string OperDown = "base/interface.oper-down";
    private const string RedundancyLost = "base/ecmp.redundancy-lost";
    private const string AdjacencyLost = "base/is-is.adjacency-lost";
    private const string LossHigh = "base/ip-connectivity.loss-high";

    private static readonly string Core1 = Node.Interface("pe1", "to-p1");
    private static readonly string Core2 = Node.Interface("pe1", "to-p2");
    private static readonly string Vxlan1 = Node.Interface("pe1", "vxlan100");
    private static readonly string Vxlan2 = Node.Interface("pe2", "vxlan100");
    private static readonly string Device1 = Node.Device("pe1");
    private static readonly string Device2 = Node.Device("pe2");

    public static IReadOnlyDictionary<string, Expectation> Faults { get; } = new Dictionary<string, Expectation>(StringComparer.Ordinal)
    {
        ["interface-down"] = new()
        {
            Symptoms = [(Core1, OperDown), (Node.Interface("p1", "to-pe1"), OperDown), (Node.IsIs1, AdjacencyLost), (Node.Paths1, RedundancyLost)],
            Lowered = [Node.Link1, Node.TunnelEnd1, Node.Outer],
            Healthy = [Core2, Node.Link2, Node.IsIs2, Device1, Device2, Vxlan1],
            Causes = [(Core1, OperDown), (Node.IsIs1, AdjacencyLost)],
        },
        // One of two paths bears it; which probes are lost depends on the path they take.
        ["neighbour-lost"] = new()
        {
            Symptoms = [(Node.Neighbour1, "base/neighbour.unresolved")],
            Lowered = [Node.Link1],
            LowersService = false,
            Healthy = [Core1, Core2, Node.Link2, Node.IsIs1, Node.IsIs2, Device1, Device2, Vxlan1],
        },
        ["packet-loss"] = new()
        {
            Symptoms = [(Node.Outer, LossHigh), (Node.Inner, LossHigh)],
            Healthy = [Core1, Core2, Node.IsIs1, Node.IsIs2, Node.Paths1, Node.Paths2, Device1, Device2],
            Causes = [(Node.Outer, LossHigh)],
        },
        ["interface-errors"] = new()
        {
            Symptoms = [(Vxlan1, "base/interface.rx-errors")],
            Lowered = [Node.TunnelEnd1],
            Healthy = [Vxlan2, Core1, Core2, Node.Outer, Node.IsIs1, Node.Paths1, Device1],
            Causes = [(Vxlan1, "base/interface.rx-errors")],
        },
        ["ecmp-path-lost"] = new()
        {
            Symptoms = [(Node.Paths1, RedundancyLost), (Node.Paths2, RedundancyLost)],
            Lowered = [Node.TunnelEnd1, Node.TunnelEnd2, Node.Outer],
            Healthy = [Core1, Node.IsIs1, Node.IsIs2, Device1, Device2, Vxlan1],
            Causes = [(Node.Paths1, RedundancyLost), (Node.Paths2, RedundancyLost)],
        },
        ["ecmp-imbalance"] = new()
        {
            Symptoms = [(Node.Paths1, "base/ecmp.imbalance")],
            Lowered = [Node.TunnelEnd1, Node.Outer],
            Healthy = [Core1, Core2, Node.IsIs1, Node.IsIs2, Node.TunnelEnd2, Device1, Device2, Vxlan1],
            Causes = [(Node.Paths1, "base/ecmp.imbalance")],
        },
        ["isis-adjacency-lost"] = new()
        {
            Symptoms = [(Node.IsIs1, AdjacencyLost), (Node.Paths1, RedundancyLost)],
            Lowered = [Node.Outer, Node.TunnelEnd1],
            Healthy = [Core1, Node.IsIs2, Device1, Device2, Vxlan1],
            Causes = [(Node.IsIs1, AdjacencyLost)],
        },
        ["tunnel-misconfigured"] = new()
        {
            Symptoms = [(Node.TunnelEnd1, "base/tunnel.endpoint-mismatch"), (Node.Inner, "base/ip-connectivity.unreachable")],
            Healthy = [Node.TunnelEnd2, Node.Outer, Vxlan1, Core1, Node.IsIs1, Node.Paths1, Device1],
            Causes = [(Node.TunnelEnd1, "base/tunnel.endpoint-mismatch")],
        },
        ["memory-pressure"] = new()
        {
            Symptoms = [(Device1, "base/device.memory-pressure")],
            Lowered = [Core1, Vxlan1, Node.IsIs1, Node.TunnelEnd1],
            Healthy = [Device2, Vxlan2, Node.IsIs2, Node.TunnelEnd2],
            Causes = [(Device1, "base/device.memory-pressure")],
        },
        ["cpu-pressure"] = new()
        {
            Symptoms = [(Device1, "base/device.cpu-pressure")],
            Lowered = [Core1, Vxlan1, Node.IsIs1, Node.TunnelEnd1],
            Healthy = [Device2, Vxlan2],
            Causes = [(Device1, "base/device.cpu-pressure")],
        },
    };
}
