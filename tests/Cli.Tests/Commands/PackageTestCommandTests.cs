using System.Text.Json;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Commands;

public sealed class PackageTestCommandTests : IDisposable
{
    private const string Package = """
        package: house
        version: 1.0.0
        revision: 2026-01-31
        metrics:
          open: {type: boolean, parameters: [device], implementations: [{name: a, source: s, read: r}]}
        subservices:
          door:
            description: A door.
            label: Door {device}
            owner: device
            parameters: [{name: device, type: device, description: The door.}]
            inputs: {open: {metric: open}}
            symptoms:
              - {name: open, when: open, weight: 30, text: "{device} is open", description: A door is open.}
        """;

    private readonly TemporaryDirectory _folder = new();

    public PackageTestCommandTests() => _folder.Write("house/p.yaml", Package);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("base")]
    [InlineData("router-alert")]
    public async Task Test_PackageOfTheRepository_PassesAndItsTestsVouchForEverySymptom(string package)
    {
        var run = await CommandRun.OfAsync("package", "test", RepositoryPaths.Combine("heuristics", package), "--json");

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        using var answer = JsonDocument.Parse(run.Output);
        var coverage = answer.RootElement.GetProperty("coverage");
        coverage.GetProperty("symptoms").GetInt32().ShouldBeGreaterThan(30);
        coverage.GetProperty("notRaised").EnumerateArray().Select(name => name.GetString()).ShouldBeEmpty();
        coverage.GetProperty("notCleared").EnumerateArray().Select(name => name.GetString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Test_SomeFail_SaysWhatWithTheAccount()
    {
        WriteTests("""
            - {name: shut, type: door, parameters: {device: d}, inputs: {open: "false x9"}, expect: [{at: 1s, score: 100, symptoms: []}]}
            - {name: opened, type: door, parameters: {device: d}, inputs: {open: "false x9"}, expect: [{at: 1s, score: 70, symptoms: [open]}]}
            """);

        var run = await CommandRun.OfAsync("package", "test", _folder.Combine("house"));

        var place = $"{_folder.Combine("house")}/fixtures/p.yaml:3";
        run.ShouldBe((7, $"""
            ok      door: shut
            FAILED  door: opened
              {place}: at 1s score: expected 70, got 100
              {place}: at 1s symptom open: expected active, got not active
                raised when open
                  open = false
                  input open: false
            1 of 2 tests passed.
            0 of 1 symptoms are raised by a test and cleared by one.
              raised by no test: door.open
              cleared by no test: door.open

            """, ""));
    }

    [Fact]
    public async Task Test_OneOfThem_RunsThatOne()
    {
        WriteTests("""
            - {name: shut, type: door, parameters: {device: d}, inputs: {open: "false x9"}, expect: [{at: 1s, score: 100}]}
            - {name: opened, type: door, parameters: {device: d}, inputs: {open: "false x9"}, expect: [{at: 1s, score: 70}]}
            """);

        (await CommandRun.OfAsync("package", "test", _folder.Combine("house"), "--fixture", "shut")).ShouldBe((0, "ok      door: shut\n1 of 1 tests passed.\n", ""));
        (await CommandRun.OfAsync("package", "test", _folder.Combine("house"), "--fixture", "shot"))
            .ShouldBe((5, "", $"raa: {_folder.Combine("house")} has no test 'shot' (did you mean 'shut'?).\n"));
    }

    [Fact]
    public async Task Test_WrongFixtureOrPackage_SaysWhere()
    {
        (await CommandRun.OfAsync("package", "test", _folder.Combine("house"))).ExitCode.ShouldBe(1);
        WriteTests("""- {name: shut, type: dor, inputs: {}, expect: []}""");

        var wrong = await CommandRun.OfAsync("package", "test", _folder.Combine("house"));

        wrong.ExitCode.ShouldBe(1);
        wrong.Output.ShouldBeEmpty();
        wrong.Errors.ShouldBe($"{_folder.Combine("house")}/fixtures/p.yaml:2:22: tests[0].type: unknown type 'dor' (did you mean 'door'?)\n");
        (await CommandRun.OfAsync("package", "test", _folder.Combine("nothing"))).ExitCode.ShouldBe(2);
    }

    private void WriteTests(string tests) => _folder.Write("house/fixtures/p.yaml", "tests:\n" + tests);
}
