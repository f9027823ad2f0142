using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Agent;
using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Replay;

/// <summary>Replays what an agent, which runs no more, left in its data folder. The interface is the loopback, whose MTU no other end has.</summary>
public sealed class DataFolderTests : IAsyncLifetime
{
    private const string Subservices = """
        {"ietf-service-assurance:subservices":{"subservice":[
          {"type":"raa-base:link-mtu-type","id":"here/lo/1500","raa-base:link-mtu-parameters":{"device":"here","interface":"lo","peer-mtu":"1500"}}
        ]}}
        """;

    private static readonly string Base = RepositoryPaths.Combine("heuristics", "base");

    private readonly TemporaryDirectory _folder = new();

    public async ValueTask InitializeAsync()
    {
        await using var agent = await AgentAsync();
        using var client = ServiceHttpClient.Create(Socket);
        var files = PackageFolder.Read(Base).Files;
        var package = PackageLoader.Load(files).Package!;
        var content = new PackageContent(package.Name, package.Version, package.Digest, [.. files.Select(file => new PackageFile(file.Path, file.Text))]);
        var assignment = new AgentAssignment { Revision = 1, Packages = [new PackageReference(package.Name, package.Version, package.Digest)], Devices = [new DeviceDefinition { Name = "here" }] };
        (await client.PutAsJsonAsync("/api/v1/packages/base", content, ContractsJson.Default.PackageContent)).EnsureSuccessStatusCode();
        (await client.PutAsJsonAsync("/api/v1/assignment", assignment, ContractsJson.Default.AgentAssignment)).EnsureSuccessStatusCode();
        using var body = new StringContent(Subservices, Encoding.UTF8, "application/yang-data+json");
        (await client.PutAsync(new Uri("/restconf/data/ietf-service-assurance:subservices", UriKind.Relative), body)).EnsureSuccessStatusCode();
        await Eventually.HoldsAsync(async () =>
            JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v1/samples?metric=interface.mtu", UriKind.Relative)))!["items"]!.AsArray().Any(sample => (string?)sample!["state"] == "present"));
        await agent.StopAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Replay_FactThatWasRecorded_GivesTheSymptomWithoutARunningProduct()
    {
        var run = await ReplayAsync("--from", "-5m", "--to", Later, "--json");

        run.ExitCode.ShouldBe(0, run.Errors);
        using var answer = JsonDocument.Parse(run.Output);
        answer.RootElement.GetProperty("compared").GetBoolean().ShouldBeFalse();
        answer.RootElement.GetProperty("graph").GetString().ShouldBe($"as the agents below {_folder.Path} were last told it, taken for the whole time");
        answer.RootElement.GetProperty("leftOut").GetArrayLength().ShouldBe(0);
        answer.RootElement.GetProperty("notRecorded").GetArrayLength().ShouldBe(0);
        var episode = answer.RootElement.GetProperty("episodes").EnumerateArray().ShouldHaveSingleItem();
        episode.GetProperty("verdict").GetString().ShouldBe("replayed");
        episode.GetProperty("text").GetString().ShouldBe("Interface lo of here has an MTU of 65536 bytes, the other end of its link one of 1500 bytes");
    }

    [Fact]
    public async Task Replay_Text_SaysWhatItRestsOn()
    {
        var run = await ReplayAsync("--from", "-5m", "--to", Later);

        run.Output.ShouldContain($"Graph: as the agents below {_folder.Path} were last told it, taken for the whole time.\nWarm-up: from ");
        run.Output.ShouldContain("; the record begins at ");
        run.Output.ShouldContain($"\nNot beside what the product said then: that is in its database. Start it and leave --data out.\n");
        run.Output.ShouldContain("replayed  link-mtu[here/lo/1500]  mtu-mismatch");
        run.Output.ShouldContain("1 in all.");
    }

    [Fact]
    public async Task Replay_SomethingMissing_SaysWhatAndWhatToDo()
    {
        (await ReplayAsync("--from", "-3h", "--to", "-2h")).ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(5),
            run => run.Errors.ShouldStartWith($"raa: --data: the agents below {_folder.Path} recorded nothing from "),
            run => run.Errors.ShouldEndWith(": choose --from and --to within.\n"));
        (await ReplayAsync("--from", "-5m", "--agent", "her")).ShouldBe((5, "", "raa: --data: there is no agent 'her' (did you mean 'here'?).\n"));
        (await ReplayAsync("--from", "-5m", "--service", "host/here")).ShouldBe((5, "", "raa: --data: there is no service 'host/here'.\n"));

        Directory.Delete(Path.Combine(AgentFolder, "samples"), recursive: true);
        (await ReplayAsync("--from", "-5m")).Errors
            .ShouldBe($"raa: --data: the agents below {_folder.Path} have no samples: they were never at work, or their raw logs (samples/) were deleted.\n");
        Directory.Delete(Path.Combine(AgentFolder, "packages"), recursive: true);
        (await ReplayAsync("--from", "-5m")).ShouldBe((1, "",
            $"raa: --data: {AgentFolder}: package base 0.2.0, which the graph was made with, is not in packages/ (start the product once, which sends it again).\n"));
        File.Delete(Path.Combine(AgentFolder, "assignment.json"));
        (await ReplayAsync("--from", "-5m")).ShouldBe((5, "",
            $"raa: --data: no agent below {_folder.Path}/agents was ever told anything: name the folder that raa standalone, or an agent, was started with as --data.\n"));
        Directory.Delete(_folder.Path, recursive: true);
        (await ReplayAsync("--from", "-5m")).ShouldBe((2, "", $"raa: --data: {_folder.Path} is not a folder.\n"));
    }

    private static string Later => TimeProvider.System.GetUtcNow().AddSeconds(10).ToString("O", CultureInfo.InvariantCulture);

    // As below the data folder of raa standalone, where each agent has a data folder of its own.
    private string AgentFolder => _folder.Combine("agents/here/agents/here");

    private ServiceEndpoint Socket => ServiceEndpoint.Unix(_folder.Combine("a.sock"));

    private async Task<Microsoft.AspNetCore.Builder.WebApplication> AgentAsync()
    {
        var settings = new HostSettings { Listen = [Socket], Data = _folder.Combine("agents/here"), LogLevel = Microsoft.Extensions.Logging.LogLevel.Error };
        var builder = RaaWebHost.CreateWebBuilder("agent", settings);
        builder.Services.AddSingleton(new AgentOptions { Id = "here", Devices = ["here"] });
        builder.Services.AddAgent();
        var app = builder.Build().UseRaaHosting();
        app.MapAgent();
        await app.StartAsync();
        return app;
    }

    private async Task<(int ExitCode, string Output, string Errors)> ReplayAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = await RaaCommand.RunAsync(["package", "replay", Base, "--data", _folder.Path, .. arguments], new InvocationConfiguration { Output = output, Error = errors });
        return (code, output.ToString(), errors.ToString());
    }
}
