using System.Net;
using System.Net.Http.Json;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Assignments;

/// <summary>Packages that reach an agent while it works.</summary>
public sealed class PackageSwapTests : IAsyncLifetime
{
    private const string LoopbackEntry = "ietf-service-assurance-interface:interface-type,here%2Flo";

    private const string House = """
        package: house
        version: 1.0.0
        revision: 2026-01-31
        requires: {base: ">=0.3.0"}
        subservices:
          roof:
            label: Roof of {device}
            owner: device
            parameters: [{name: device, type: device}]
            dependencies:
              - {subservice: device, with: {device: "{device}"}}
        """;

    private readonly TemporaryDirectory _folder = new();
    private AgentApp _agent = null!;

    private HttpClient Client => _agent.Client;

    public async ValueTask InitializeAsync() => _agent = await AgentApp.StartAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Put_PackageThatRequiresOneNotAtWorkYet_IsTakenBehindIt()
    {
        await Client.AssignAsync(AgentClient.Assignment(), AgentClient.Subservices(AgentClient.Loopback));
        var house = ContentOf("house", "1.0.0", [new("house.yaml", House)]);
        var newer = Newer("version: 0.2.0", "version: 0.3.0");

        (await PutAsync(house)).ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(newer)).ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(house)).ShouldBe(HttpStatusCode.NoContent);
        (await AssignAsync(2, newer, house)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Put_NewDigestOfAPackageAtWork_SwapsTheEvaluatorsWithoutAGap()
    {
        await Client.AssignAsync(AgentClient.Assignment(), AgentClient.Subservices(AgentClient.Loopback));
        await Eventually.HoldsAsync(async () => await Client.ScoreAsync(LoopbackEntry) == 100);
        var newer = Newer("      - name: oper-down\n        when: not oper-up\n        broken: true", "      - name: oper-down\n        when: oper-up\n        weight: 7");

        (await PutAsync(newer)).ShouldBe(HttpStatusCode.NoContent);
        (await AssignAsync(2, newer)).ShouldBe(HttpStatusCode.OK);

        var seen = new List<int?>();
        await Eventually.HoldsAsync(async () =>
        {
            seen.Add(await Client.ScoreAsync(LoopbackEntry));
            return seen[^1] == 93;
        });
        seen.Distinct().ShouldBe([100, 93]);
    }

    private async Task<HttpStatusCode> PutAsync(PackageContent content)
    {
        using var response = await Client.PutAsJsonAsync($"/api/v1/packages/{content.Name}", content, ContractsJson.Default.PackageContent);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> AssignAsync(long revision, params PackageContent[] contents)
    {
        var assignment = AgentClient.Assignment(revision) with { Packages = [.. contents.Select(content => new PackageReference(content.Name, content.Version, content.Digest))] };
        using var response = await Client.PutAsJsonAsync("/api/v1/assignment", assignment, ContractsJson.Default.AgentAssignment);
        return response.StatusCode;
    }

    private static PackageContent Newer(string text, string replacement)
    {
        var files = BasePackage.Content.Files.Select(file => file with { Text = file.Text.Replace(text, replacement, StringComparison.Ordinal) }).ToList();
        files.ShouldNotBe(BasePackage.Content.Files);
        return ContentOf("base", replacement.StartsWith("version: ", StringComparison.Ordinal) ? replacement[9..] : BasePackage.Content.Version, files);
    }

    private static PackageContent ContentOf(string name, string version, IReadOnlyList<PackageFile> files) =>
        new(name, version, PackageLoader.Digest(files.Select(file => (file.Path, file.Text))), files);
}
