using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources;
using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Tests.Subservices;

/// <summary>Packets of a source that keeps some, in the evidence of a symptom whose input reads it.</summary>
public sealed class PacketEvidenceTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly NodeBoard _board = new("pe1");
    private readonly EvaluatedNode _node;
    private readonly string _symptom;

    public PacketEvidenceTests()
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
        var feed = _node.Feeds.Single();
        _board.Take(new FeedReading(new MetricFeed(feed, 3, 2), feed.Implementations[0], Sample.Present(Start, 1400)));
        _board.Advance(Start);
        _board.Advance(Start.AddSeconds(2));
        _symptom = _board.HealthOf(_node).Symptoms.Single().Id;
    }

    [Fact]
    public void EvidenceFor_SourceKeepsPackets_HasTheLastEight()
    {
        var evidence = _board.EvidenceFor(_node, _symptom, new PacketEvidence([new KeepingSource("facts")]))!;

        evidence.Packets!.Select(packet => packet.Time).ShouldBe(Enumerable.Range(12, 8).Select(second => Start.AddSeconds(second)));
        evidence.Packets![0].Interface.ShouldBe("eth0");
    }

    [Fact]
    public void EvidenceFor_OtherSourceKeepsPackets_HasNone() =>
        _board.EvidenceFor(_node, _symptom, new PacketEvidence([new KeepingSource("router-alert")]))!.Packets.ShouldBeNull();

    [Fact]
    public void EvidenceFor_PacketsNotWanted_HasNone() => _board.EvidenceFor(_node, _symptom)!.Packets.ShouldBeNull();

    [Fact]
    public void Behind_SymptomOfASeries_AsksForItsLabels()
    {
        var source = new KeepingSource("facts");
        var definition = BasePackage.Catalog.FindSubservice("link-mtu")!.Symptoms[0] with { ForEach = LabelSet.Of(["protocol"]) };
        var input = new InputExplanation("mtu", "interface.mtu", "pe1", "bytes", _node.Feeds.Single().Implementations[0].Origin, Sample.Present(Start, 1400), true);

        new PacketEvidence([source]).Behind(new Explanation("x/rsvp", "", [], [input]) { Definition = definition, Series = new SeriesKey(["rsvp"]) }, _node.Plan);

        source.Labels.ShouldBe(new Dictionary<string, string> { ["device"] = "pe1", ["interface"] = "eth0", ["peer-mtu"] = "1500", ["protocol"] = "rsvp" }, ignoreOrder: true);
    }

    [Fact]
    public void EvidenceFor_TwoKeepForOneSource_HasThePacketsOfBoth()
    {
        var evidence = _board.EvidenceFor(_node, _symptom, new PacketEvidence([new KeepingSource("facts"), new KeepingSource("facts", "another")]))!;

        evidence.Packets!.Select(packet => packet.Summary).Distinct().ShouldBe(["one", "another"], ignoreOrder: true);
        evidence.Packets!.Count.ShouldBe(8);
    }

    [Fact]
    public void Unproved_RaisedWithoutPackets_AreLookedForEveryTwoSecondsWhileActive()
    {
        var unproved = new UnprovedSymptoms(new PacketEvidence([new KeepingSource("facts")]));
        var symptom = _board.HealthOf(_node).Symptoms.Single();
        var evidence = _board.EvidenceFor(_node, _symptom)!;

        unproved.Note(_node, symptom, evidence);
        unproved.TakeDue(Start).ShouldBe([(_node.Plan.Node.Id, _symptom)]);
        unproved.TakeDue(Start.AddSeconds(1)).ShouldBeEmpty();
        unproved.TakeDue(Start.AddSeconds(2)).ShouldHaveSingleItem();

        unproved.Note(_node, symptom with { Stop = Start.AddSeconds(3) }, evidence);
        unproved.TakeDue(Start.AddSeconds(9)).ShouldBeEmpty();
    }

    [Fact]
    public void Unproved_WithPacketsOrWhereNobodyKeepsAny_AreNotLookedFor()
    {
        var symptom = _board.HealthOf(_node).Symptoms.Single();
        var (kept, none) = (new PacketEvidence([new KeepingSource("facts")]), new PacketEvidence([new KeepingSource("router-alert")]));
        var (proved, elsewhere) = (new UnprovedSymptoms(kept), new UnprovedSymptoms(none));

        proved.Note(_node, symptom, _board.EvidenceFor(_node, _symptom, kept));
        elsewhere.Note(_node, symptom, _board.EvidenceFor(_node, _symptom, none));

        proved.TakeDue(Start).ShouldBeEmpty();
        elsewhere.TakeDue(Start).ShouldBeEmpty();
    }

    private sealed class KeepingSource(string source, string summary = "one") : IPacketEvidence
    {
        public IReadOnlyCollection<string> Sources => [source];

        public IReadOnlyDictionary<string, string>? Labels { get; private set; }

        public IReadOnlyList<EvidencePacket> PacketsBehind(MetricRead read, IReadOnlyDictionary<string, string> labels, int most)
        {
            Labels = labels;
            return [.. Enumerable.Range(20 - most, most).Select(second => new EvidencePacket(Start.AddSeconds(second), read.Argument("name"), "in", 40, new byte[40], summary))];
        }
    }
}
