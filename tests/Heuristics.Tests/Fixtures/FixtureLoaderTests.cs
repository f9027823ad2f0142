using System.Text.Json;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Fixtures;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Heuristics.Tests.Fixtures;

public sealed class FixtureLoaderTests
{
    private const string Package = """
        package: test
        version: 1.0.0
        revision: 2026-01-01
        profiles: {gold: the best}
        metrics:
          up: {type: boolean, parameters: [device], implementations: [{name: a, source: s, read: r}]}
          errors: {type: number, unit: errors, kind: counter, parameters: [device], implementations: [{name: a, source: s, read: r}]}
          state: {type: text, parameters: [device], implementations: [{name: a, source: s, read: r}]}
          packets: {type: number, unit: packets, kind: counter, labels: [protocol], parameters: [device], implementations: [{name: a, source: s, read: r}]}
          costly: {type: number, level: advanced, parameters: [device], implementations: [{name: a, source: s, read: r}]}
        subservices:
          thing:
            description: A thing.
            label: Thing {device}
            owner: device
            parameters: [{name: device, type: device, description: The device.}]
            inputs:
              up: {metric: up}
              errors: {metric: errors, required: false}
              state: {metric: state, required: false}
              packets: {metric: packets, required: false}
              costly: {metric: costly, required: false}
            thresholds:
              max-errors: {value: 2 errors/s, description: Rate that is borne.}
              max-time: {value: 2 s, description: Time that is borne.}
            symptoms:
              - {name: down, when: not up, broken: true, text: "{device} is down", description: It is down.}
              - {name: noisy, when: rate(errors) > max-errors, weight: 40, text: noisy, description: It is noisy.}
              - {name: lost, when: state == "lost", weight: 10, text: lost, description: It is lost.}
              - {name: silent, for-each: [protocol], when: rate(packets) == 0 packets/s, weight: 20, text: silent, description: It is silent.}
              - {name: dear, when: costly > 1, weight: 20, text: dear, description: It costs.}
        """;

    private static readonly PackageCatalog Catalog = Load();

    [Fact]
    public void Load_Test_ReadsTimelinesAndExpectations()
    {
        var fixture = Read("""
            tests:
              - name: all of it
                type: thing
                parameters: {device: pe1}
                profile: gold
                thresholds: {max-errors: 120 errors/m, max-time: 500 ms}
                interval: 2s
                inputs:
                  up: "true x2 false _ _x2 stale failed:timeout missing:\"no such thing\" x1"
                  errors: "1+2x2 5-1x1 7 1.5e2x1"
                  state: '"a b" "c"x1'
                  packets: {series: {"protocol=rsvp": "0+1x1"}}
                expect:
                  - {at: 4s, score: unknown, coverage: 50 %, symptoms: [down, {name: silent/rsvp, weight: 20, text: silent}]}
                  - {at: 2s, score: 100, symptoms: []}
            """).Fixtures.ShouldHaveSingleItem();

        fixture.Interval.ShouldBe(TimeSpan.FromSeconds(2));
        fixture.Thresholds.ShouldBe(new Dictionary<string, ExpressionConstant>
        {
            ["max-errors"] = ExpressionConstant.Of(2, "errors/s"),
            ["max-time"] = ExpressionConstant.Of(0.5, "s"),
        });
        Texts(fixture, "up").ShouldBe("1 1 1 0 - - - Stale:stale Failed:timeout Missing:no such thing Missing:no such thing");
        Texts(fixture, "errors").ShouldBe("1 3 5 5 4 7 150 150");
        Texts(fixture, "state").ShouldBe("a b c c");
        fixture.Inputs["packets"].HasSeries.ShouldBeTrue();
        fixture.Inputs["packets"].Series.ShouldHaveSingleItem().Key.ShouldBe(new SeriesKey(["rsvp"]));
        fixture.Expectations.Select(expectation => expectation.At.TotalSeconds).ShouldBe([2, 4]);
        fixture.Expectations[1].ShouldSatisfyAllConditions(
            last => last.Score.ShouldBe(-1),
            last => last.Coverage.ShouldBe(0.5),
            last => last.Symptoms.ShouldBe([new ExpectedSymptom("down", null, null), new ExpectedSymptom("silent/rsvp", 20, "silent")]));
    }

    [Theory]
    [InlineData("type: thing", "type: thong", "t.yaml:3:12: tests[0].type: unknown type 'thong' (did you mean 'thing'?)")]
    [InlineData("type: thing", "type: thing, colour: red", "t.yaml:3:19: tests[0]: unknown key 'colour'")]
    [InlineData("{device: pe1}", "{devise: pe1}", "t.yaml:4:18: tests[0].parameters: parameter 'device': required: The device.")]
    [InlineData("{device: pe1}", "{device: pe1, devise: pe1}", "t.yaml:4:32: tests[0].parameters: parameter 'devise': 'thing' has no parameter 'devise'; did you mean 'device'?")]
    [InlineData("up: \"true x9\"", "op: \"true x9\"", "t.yaml:6:17: tests[0].inputs: unknown input 'op' (did you mean 'up'?)")]
    [InlineData("up: \"true x9\"", "errors: \"0\"", "t.yaml:6:14: tests[0].inputs: required input 'up' has no timeline (write 'up: _' where it shall never be read)")]
    [InlineData("true x9", "true 5", "t.yaml:6:27: tests[0].inputs.up: the metric is boolean, and this is a number (write true or false)")]
    [InlineData("true x9", "true xx", "t.yaml:6:28: tests[0].inputs.up: a whole number must follow 'x'")]
    [InlineData("true x9", "true x200000", "t.yaml:6:22: tests[0].inputs.up: the timeline has more than 100000 values")]
    [InlineData("true x9", "trueish", "t.yaml:6:22: tests[0].inputs.up: 'trueish' is no value")]
    [InlineData("up: \"true x9\"", "up: _, errors: 0+5", "t.yaml:6:32: tests[0].inputs.errors: '0+5' does not say how often (add x and the number of steps: '0+10x20')")]
    [InlineData("up: \"true x9\"", "up: _, state: lost", "t.yaml:6:31: tests[0].inputs.state: 'lost' is no value (a text stands in quotes)")]
    [InlineData("up: \"true x9\"", "up: _, packets: 5", "t.yaml:6:33: tests[0].inputs.packets: metric 'packets' has the labels protocol (write {series: {\"protocol=...\": \"0+1x5\"}})")]
    [InlineData("up: \"true x9\"", "up: _, packets: {series: {\"proto=rsvp\": 5}}", "t.yaml:6:44: tests[0].inputs.packets.series: 'proto=rsvp' is not a label with its value (the labels are protocol: \"protocol=value\")")]
    [InlineData("up: \"true x9\"", "up: _, costly: 5", "t.yaml:6:24: tests[0].inputs: input 'costly' is read on the level advanced only (add 'level: advanced' to the test)")]
    [InlineData("symptoms: [down]", "symptoms: [dwon]", "t.yaml:8:28: tests[0].expect[0].symptoms[0]: unknown symptom 'dwon' (did you mean 'down'?)")]
    [InlineData("symptoms: [down]", "symptoms: [silent]", "t.yaml:8:28: tests[0].expect[0].symptoms[0]: symptom 'silent' is raised for each protocol (write silent/protocol with the values)")]
    [InlineData("symptoms: [down]", "symptoms: [dear]", "t.yaml:8:28: tests[0].expect[0].symptoms[0]: symptom 'dear' is raised on the level advanced only (add 'level: advanced' to the test)")]
    [InlineData("symptoms: [down]", "symptoms: [input-missing/uo]", "t.yaml:8:28: tests[0].expect[0].symptoms[0]: unknown input 'uo' (did you mean 'up'?)")]
    [InlineData("at: 5s", "at: soon", "t.yaml:8:13: tests[0].expect[0].at: 'soon' is not a duration (such as 500ms, 2s, 1m or 1h, at most 24h)")]
    public void Load_Wrong_TellsThePlaceAndTheRemedy(string right, string wrong, string error)
    {
        var text = """
            tests:
              - {name: one,
                 type: thing,
                 parameters: {device: pe1},
                 interval: 1s,
                 inputs: {  up: "true x9"},
                 expect: [
                   {at: 5s, symptoms: [down]}]}
            """;
        text.ShouldContain(right);

        var result = Read(text.Replace(right, wrong, StringComparison.Ordinal));

        result.Errors.Select(found => found.ToString()).ShouldContain(found => found.StartsWith(error, StringComparison.Ordinal), string.Join('\n', result.Errors));
    }

    [Fact]
    public void Load_SameNameTwice_IsRefused() => Read("""
        tests:
          - {name: one, type: thing, parameters: {device: pe1}, inputs: {up: _}, expect: [{at: 1s, score: 100}]}
          - {name: one, type: thing, parameters: {device: pe1}, inputs: {up: _}, expect: [{at: 1s, score: 100}]}
        """).Errors.ShouldHaveSingleItem().ToString().ShouldBe("t.yaml:3:12: tests[1].name: there is a test 'one' already (at t.yaml:2)");

    [Fact]
    public void PackageFolder_Fixtures_AreNoPartOfThePackage()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("test/p.yaml", Package);
        var before = PackageLoader.LoadDirectory(folder.Combine("test")).Package!.Digest;
        folder.Write("test/fixtures/t.yaml", "tests: []");

        var after = PackageLoader.LoadDirectory(folder.Combine("test"));

        after.Errors.ShouldBeEmpty();
        after.Package!.Digest.ShouldBe(before);
        PackageFolder.ReadFixtures(folder.Combine("test")).Files.ShouldBe([("fixtures/t.yaml", "tests: []")]);
    }

    [Fact]
    public void Schema_HasExactlyTheKeysOfTheReader()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestPackages.Root, "heuristics", "package-fixture.schema.json")));
        var definitions = document.RootElement.GetProperty("$defs").EnumerateObject().Where(definition => definition.Value.TryGetProperty("properties", out _)).ToList();

        definitions.Select(definition => definition.Name).ShouldBe(FixtureKeys.BySchemaDefinition.Keys, ignoreOrder: true);
        foreach (var definition in definitions)
        {
            definition.Value.GetProperty("properties").EnumerateObject().Select(property => property.Name)
                .ShouldBe(FixtureKeys.BySchemaDefinition[definition.Name], ignoreOrder: true);
        }
    }

    private static string Texts(PackageFixture fixture, string input) => string.Join(' ', fixture.Inputs[input].Series.Single().Values.Select(value => value switch
    {
        null => "-",
        { State: SampleState.Present, Type: ExpressionValueType.Text } text => text.Text,
        { State: SampleState.Present } number => number.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        { } other => $"{other.State}:{other.Text}",
    }));

    private static FixtureLoadResult Read(string text) => FixtureLoader.Load([("t.yaml", text)], Catalog.Find("test")!.Package, Catalog);

    private static PackageCatalog Load()
    {
        var change = PackageCatalog.Empty.Replace([("p.yaml", Package)]);
        change.Errors.ShouldBeEmpty();
        return change.Catalog;
    }
}
