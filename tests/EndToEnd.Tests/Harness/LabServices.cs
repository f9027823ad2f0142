namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>Parameters of services of every type that the lab can carry, in which nothing is wrong.</summary>
internal static class LabServices
{
    public static IReadOnlyDictionary<string, string> Reachability { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["device1"] = "pe1",
        ["address1"] = "10.200.1.1",
        ["prefix1"] = "10.200.1.1/32",
        ["device2"] = "pe2",
        ["address2"] = "10.200.2.1",
        ["prefix2"] = "10.200.2.1/32",
    };

    public static IReadOnlyDictionary<string, string> Bridges { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["device1"] = "pe1",
        ["bridge1"] = "br200",
        ["address1"] = "10.255.0.1",
        ["device2"] = "pe2",
        ["bridge2"] = "br200",
        ["address2"] = "10.255.0.2",
    };

    public static IReadOnlyDictionary<string, string> Stream { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["device"] = "pe2", ["source"] = "192.168.1.2", ["group"] = "232.1.1.1" };

    public static IReadOnlyDictionary<string, string> Name { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["device"] = "ce1",
        ["server"] = "192.168.2.2",
        ["dns-name"] = "www.example.com",
        ["address"] = "192.168.2.2",
    };

    public static IReadOnlyDictionary<string, string> Port { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["device"] = "ce1", ["address"] = "192.168.2.2", ["port"] = "8080" };

    public static IReadOnlyDictionary<string, string> Host1 { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["device"] = "ce1" };

    public static IReadOnlyDictionary<string, string> Host2 { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["device"] = "ce2" };

    public static IReadOnlyDictionary<string, string> Edge2 { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["device"] = "pe2" };

    public static IReadOnlyDictionary<string, string> Ipv6Path { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["device1"] = "pe1",
        ["address1"] = "fd00:255::1",
        ["device2"] = "pe2",
        ["address2"] = "fd00:255::2",
    };

    public static IReadOnlyDictionary<string, string> TransitWithEdges { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["device1"] = "ce1",
        ["address1"] = "192.168.1.2",
        ["device2"] = "ce2",
        ["address2"] = "192.168.2.2",
        ["edge1"] = "pe1",
        ["edge-interface1"] = "to-ce1",
        ["edge2"] = "pe2",
        ["edge-interface2"] = "to-ce2",
    };

    public static IReadOnlyDictionary<string, string> TransitOfIgmp { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["device1"] = "ce1",
        ["address1"] = "192.168.1.2",
        ["device2"] = "ce2",
        ["address2"] = "192.168.2.2",
        ["protocols"] = "igmp",
    };

    public static IReadOnlyDictionary<string, string> IgmpEdge1 { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["device"] = "pe1", ["interface"] = "to-ce1" };

    public static IReadOnlyDictionary<string, string> MldBridge { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["device"] = "pe1", ["interface"] = "br200" };

    /// <summary>One of each that the lab's inventory has not.</summary>
    public static IReadOnlyList<(string Type, IReadOnlyDictionary<string, string> Parameters)> All { get; } =
        [("reachability", Reachability), ("l2vpn", Bridges), ("multicast", Stream), ("dns", Name), ("tcp", Port), ("host", Host1), ("rao-transit", TransitWithEdges), ("igmp-multicast", IgmpEdge1), ("mld-multicast", MldBridge), ("rsvp-path", Ipv6Path)];
}
