using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>Nodes of the lab's assurance graph, written <c>type[id]</c>.</summary>
internal static class Node
{
    public const string Blue = "service-instance[tunnel/blue]";
    public const string TunnelEnd1 = "tunnel[pe1/vxlan100/10.255.0.1/10.255.0.2]";
    public const string TunnelEnd2 = "tunnel[pe2/vxlan100/10.255.0.2/10.255.0.1]";
    public const string Outer = "ip-connectivity[pe1/10.255.0.1/pe2/10.255.0.2]";
    public const string Inner = "ip-connectivity[pe1/172.16.100.1/pe2/172.16.100.2]";
    public const string Paths1 = "ecmp[pe1/10.255.0.2]";
    public const string Paths2 = "ecmp[pe2/10.255.0.1]";
    public const string IsIs1 = "is-is[pe1/CORE]";
    public const string IsIs2 = "is-is[pe2/CORE]";
    public const string Ospf1 = "ospf[pe1/default]";
    public const string Ospf2 = "ospf[pe2/default]";
    public const string Link1 = "link[p1/to-pe1/pe1/to-p1]";
    public const string Link2 = "link[p2/to-pe1/pe1/to-p2]";
    public const string Link3 = "link[p1/to-pe2/pe2/to-p1]";
    public const string Link4 = "link[p2/to-pe2/pe2/to-p2]";
    public const string Neighbour1 = "neighbour[pe1/to-p1/10.0.0.1]";
    public const string SpareLink = "link[p1/to-pe1-b/pe1/to-p1-b]";

    public static string NameOf(NodeHealth node) => Name(node.Node.Type, node.Node.Id);

    public static string NameOf(SubserviceReference reference) => Name(reference.Type, reference.Id);

    public static string Name(string type, string id) => $"{type}[{id}]";

    public static SubserviceReference Reference(string name) => new(name[..name.IndexOf('[', StringComparison.Ordinal)], name[(name.IndexOf('[', StringComparison.Ordinal) + 1)..^1]);

    public static string Interface(string device, string name) => $"interface[{device}/{name}]";

    public static string Device(string name) => $"device[{name}]";

    /// <summary>The names of what a node depends on.</summary>
    public static IReadOnlyList<string> Dependencies(HealthGraph graph, string name) =>
        [.. graph.Nodes.Where(node => NameOf(node) == name).SelectMany(node => node.Node.Dependencies).Select(edge => Name(edge.Type, edge.Id))];

    /// <summary>A line for each node that is not at 100.</summary>
    public static IReadOnlyList<string> Ill(HealthGraph graph) => [.. graph.Nodes.Where(node => node.Status.Score != 100).Select(Describe)];

    /// <summary>One line about a node for the report of a failure.</summary>
    public static string Describe(NodeHealth node)
    {
        var symptoms = node.Status.Symptoms.Where(symptom => symptom.Stop is null).Select(symptom => $"{symptom.Id} -{symptom.Weight}");
        var causes = node.Status.Causes.Select(cause => $"{NameOf(cause.Subservice)} {cause.Symptom.Id}");
        var why = string.Join("; ", symptoms) + (node.Status.Causes.Count > 0 ? $" causes: {string.Join("; ", causes)}" : "");
        return $"{node.Status.Score,4}  {NameOf(node)}  ({node.Node.Agent ?? "no agent"})  {why}";
    }
}
