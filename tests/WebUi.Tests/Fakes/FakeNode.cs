using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.WebUi.Tests.Fakes;

/// <summary>A node of the fake network and what ails it.</summary>
internal sealed class FakeNode(GraphNode node, DateTimeOffset now)
{
    public GraphNode Node { get; set; } = node;

    public string Key => $"{Node.Type}|{Node.Id}";

    public SubserviceReference Reference => new(Node.Type, Node.Id);

    public List<SymptomDocument> Own { get; } = [];

    public HealthStatusDocument Status { get; set; } = new() { Score = 100, Own = 100, Low = 100, High = 100, Coverage = 1, Since = now };
}
