using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Tests.Subservices;

/// <summary>A fact in the expressions of a node: its value, its absence, and the account that names it.</summary>
public sealed class FactInputTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly NodeBoard _board = new("pe1");
    private readonly EvaluatedNode _node;

    public FactInputTests()
    {
        var catalog = BasePackage.Catalog;
        var node = new AssuranceNode
        {
            Id = new SubserviceId("link-mtu", "pe1/eth0/1500"),
            Label = "",
            Parameters = ParameterDictionary.Of([new("device", "pe1"), new("interface", "eth0"), new("peer-mtu", "1500")]),
        };
        var configuration = new AgentConfiguration(
            new AgentAssignment { Devices = [new DeviceDefinition { Name = "pe1" }] }, catalog, TypeMappings.Of(catalog), [node]);
        _node = _board.Add(NodePlan.Of(node, catalog.FindSubservice("link-mtu")!, configuration, new Dictionary<string, DeviceInfo>(), static name => name == "facts"), []);
    }

    [Fact]
    public void Evaluate_FactChanges_RaisesWithAnAccountThatNamesTheRow()
    {
        Feed(0, Sample.Present(Start, 1400));
        _board.Advance(Start.AddSeconds(2));

        var symptom = _board.HealthOf(_node).Symptoms.Single();
        symptom.Text.ShouldBe("Interface eth0 of pe1 has an MTU of 1400 bytes, the other end of its link one of 1500 bytes");
        var sample = _board.EvidenceFor(_node, symptom.Id)!.Samples.Single();
        (sample.Metric, sample.Device, sample.Source, sample.Value).ShouldBe(("interface.mtu", "pe1", "facts (interface)", "1400 bytes"));
        sample.Read.ShouldBe("facts interface.mtu(device=pe1, name=eth0)");

        Feed(3, Sample.Present(Start.AddSeconds(3), 1500));
        _board.Advance(Start.AddSeconds(5));
        _board.HealthOf(_node).Symptoms.ShouldNotContain(item => item.IsActive);
    }

    [Fact]
    public void Evaluate_RowGone_IsAMissingInputWithItsReason()
    {
        Feed(0, Sample.Missing(Start, "there is no interface with name eth0"));

        var symptom = _board.HealthOf(_node).Symptoms.Single();
        symptom.Id.ShouldBe("base/link-mtu.input-missing/mtu");
        symptom.Text.ShouldBe("interface.mtu of pe1 is not known since 00:00:00: there is no interface with name eth0");
        _board.HealthOf(_node).Coverage.ShouldBe(0);
    }

    private void Feed(int second, Sample sample)
    {
        var feed = _node.Feeds.Single();
        _board.Take(new FeedReading(new MetricFeed(feed, 3, 2), feed.Implementations[0], sample));
        _board.Advance(Start.AddSeconds(second));
    }
}
