using System.Text;
using System.Text.Json.Nodes;
using RouterAlertAssurance.Yang.Json;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Yang.Tests.Json;

public sealed class AssuranceJsonTests
{
    private static readonly JsonObject Tree = AssuranceJson.Datastore(Samples.Snapshot(), Samples.Types);

    [Fact]
    public void Datastore_SymptomWithTwoOccurrences_ShowsTheLatestAndMovesTheHistoryStart()
    {
        var entry = Subservice("ietf-service-assurance-interface:interface-type");
        entry["symptoms"]!["symptom"]!.AsArray().Count.ShouldBe(1);
        entry["symptoms"]!["symptom"]![0]!.AsObject().ContainsKey("stop-date-time").ShouldBeFalse();
        entry["symptoms-history-start"]!.GetValue<string>().ShouldBe("2026-11-21T09:40:00Z");
    }

    [Fact]
    public void Datastore_GraphLastChange_IsNotOlderThanAnyNode() =>
        Tree["ietf-service-assurance:assurance-graph-last-change"]!.GetValue<string>().ShouldBe("2026-11-21T10:01:00Z");

    [Fact]
    public void Datastore_EverySymptomInUse_IsInTheGlossary()
    {
        var known = Tree["ietf-service-assurance:agents"]!["agent"]!.AsArray()
            .SelectMany(agent => agent!["symptoms"]!.AsArray().Select(symptom => (agent["id"]!.GetValue<string>(), symptom!["id"]!.GetValue<string>()))).ToHashSet();
        foreach (var symptom in Tree["ietf-service-assurance:subservices"]!["subservice"]!.AsArray().SelectMany(node => node!["symptoms"]?["symptom"]?.AsArray() ?? []))
        {
            known.ShouldContain((symptom!["agent-id"]!.GetValue<string>(), symptom["symptom-id"]!.GetValue<string>()));
        }
    }

    [Fact]
    public void Datastore_AssuredService_HoldsTheClosedSubGraph() =>
        Tree["ietf-service-assurance:assured-services"]!["assured-service"]![0]!["instances"]![0]!["subservices"]!.AsArray().Count.ShouldBe(3);

    [Fact]
    public void Configuration_WrittenAndRead_GivesTheSameNodes()
    {
        var json = AssuranceJson.Configuration(Samples.Nodes(), Samples.Types, Samples.Time).ToJsonString();
        var read = AssuranceConfigurationReader.ReadAll(Encoding.UTF8.GetBytes(json), Samples.Types);
        read.Errors.ShouldBeEmpty();
        foreach (var (expected, actual) in Samples.Nodes().OrderBy(node => node.Id).Zip(read.Nodes))
        {
            actual.Id.ShouldBe(expected.Id);
            actual.Parameters.ShouldBe(expected.Parameters);
            actual.Dependencies.ShouldBe(expected.Dependencies);
            actual.Maintenance?.Contact.ShouldBe(expected.Maintenance?.Contact);
        }
    }

    [Theory]
    [InlineData("subservices", 3)]
    [InlineData("agents", 1)]
    public void TryRead_TopLevelNode_AnswersQualifiedMember(string name, int entries)
    {
        var body = Read($"ietf-service-assurance:{name}");
        body[$"ietf-service-assurance:{name}"]!.AsObject().First().Value!.AsArray().Count.ShouldBe(entries);
    }

    [Theory]
    [InlineData("ietf-service-assurance:subservices/subservice=ietf-service-assurance-interface%3Ainterface-type,pe1%2FEthernet1%252F1")]
    [InlineData("ietf-service-assurance:subservices/subservice=service-instance-type,tunnel%2Fblue")]
    [InlineData("ietf-service-assurance:subservices/subservice=ietf-service-assurance%3Aservice-instance-type,tunnel%2Fblue")]
    public void TryRead_ListEntry_AnswersArrayOfOne(string path) =>
        Read(path)["ietf-service-assurance:subservice"]!.AsArray().Count.ShouldBe(1);

    [Fact]
    public void TryRead_ContentConfig_LeavesStateOut()
    {
        var entry = Read("ietf-service-assurance:subservices", ("content", "config"))["ietf-service-assurance:subservices"]!["subservice"]![0]!.AsObject();
        entry.ContainsKey("health-score").ShouldBeFalse();
        entry.ContainsKey("type").ShouldBeTrue();
    }

    [Fact]
    public void TryRead_ContentNonConfig_KeepsKeysAndState()
    {
        var entry = Read("ietf-service-assurance:subservices", ("content", "nonconfig"))["ietf-service-assurance:subservices"]!["subservice"]![0]!.AsObject();
        entry.ContainsKey("health-score").ShouldBeTrue();
        entry.ContainsKey("id").ShouldBeTrue();
        entry.ContainsKey("dependencies").ShouldBeFalse();
    }

    [Theory]
    [InlineData("ietf-service-assurance:nothing", 400)]
    [InlineData("subservices", 400)]
    [InlineData("ietf-service-assurance:subservices/subservice=device", 400)]
    [InlineData("ietf-service-assurance:subservices/subservice=ietf-service-assurance-device%3Adevice-type,pe9", 404)]
    [InlineData("ietf-service-assurance:subservices/subservice/health-score", 400)]
    public void TryRead_BadPath_AnswersRestconfError(string path, int status)
    {
        var schema = AssuranceSchema.Build(Samples.Types);
        var found = RestconfPath.TryParse(path, schema, out var parsed, out var error)
            && RestconfReader.TryRead(Tree, schema, parsed, RestconfQuery.All, out _, out error);
        found.ShouldBeFalse();
        error!.Status.ShouldBe(status);
        error.Message.ShouldNotBeNullOrWhiteSpace();
    }

    private static JsonObject Read(string path, params (string Name, string Value)[] parameters)
    {
        var schema = AssuranceSchema.Build(Samples.Types);
        RestconfQuery.TryParse(parameters.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)), out var query, out _).ShouldBeTrue();
        RestconfPath.TryParse(path, schema, out var parsed, out var error).ShouldBeTrue(error?.Message);
        RestconfReader.TryRead(Tree, schema, parsed!, query!, out var body, out error).ShouldBeTrue(error?.Message);
        return body!;
    }

    private static JsonNode Subservice(string type) =>
        Tree["ietf-service-assurance:subservices"]!["subservice"]!.AsArray().Single(node => node!["type"]!.GetValue<string>() == type)!;
}
