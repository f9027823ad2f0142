using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Tests.Support;

/// <summary>Short ways to write nodes, symptoms and networks down.</summary>
internal static class Build
{
    public static SubserviceId Id(string name) =>
        name.StartsWith("service-", StringComparison.Ordinal) ? new(SubserviceId.ServiceInstanceType, name) : new("thing", name);

    public static AssuranceNode Node(string name, params Dependency[] dependencies) => new() { Id = Id(name), Label = name, Dependencies = [.. dependencies] };

    public static AssuranceNode Node(string name, GroupCombination combination, int minimum, params string[] members) => new()
    {
        Id = Id(name),
        Label = name,
        Dependencies = [.. members.Select(member => On(member, "group"))],
        Groups = [new("group", combination, minimum)],
    };

    public static Dependency On(string name, string group = "") => new(Id(name), DependencyType.Impacting, group);

    public static Dependency Through(string name, string transform, string group = "") => On(name, group) with { Transform = Transform(transform) };

    public static EdgeTransform Transform(string text) => EdgeTransform.TryParse(text, out var transform) ? transform : throw new ArgumentException(text, nameof(text));

    public static Dependency Informed(string name) => new(Id(name), DependencyType.Informational);

    public static AssuranceGraph Graph(params AssuranceNode[] nodes)
    {
        var result = AssuranceGraph.Empty.Apply(new([.. nodes], []), Network.Epoch);
        result.Refusals.ShouldBeEmpty();
        return result.Graph;
    }

    public static Symptom Symptom(string id, int weight, int startSecond = 0) => new()
    {
        Id = id,
        AgentId = "tester",
        Weight = weight,
        Text = id,
        Start = Network.Epoch.AddSeconds(startSecond),
    };

    public static OwnHealth Own(params Symptom[] symptoms) => new([.. symptoms], true, 1);

    public static OwnHealth Missing(string id = "missing/input", int startSecond = 0) =>
        new([Symptom(id, 50, startSecond) with { Kind = SymptomKind.MissingInput }], false, 0);

    /// <summary>A network in which nodes not named are healthy.</summary>
    public static Network NetworkOf(AssuranceGraph graph, params (string Name, OwnHealth Own)[] own) => new(
        graph,
        graph.Nodes.Keys.ToImmutableSortedDictionary(id => id, _ => OwnHealth.Healthy)
            .SetItems(own.Select(pair => KeyValuePair.Create(Id(pair.Name), pair.Own))));
}
