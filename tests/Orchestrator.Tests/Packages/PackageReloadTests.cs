using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;
using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Packages;

/// <summary>The packages' folder changes under a running orchestrator.</summary>
public sealed class PackageReloadTests : OrchestratorTest
{
    private static readonly string Net = File.ReadAllText(Path.Combine(TestOrchestrator.Packages, "net", "package.yaml"));

    private string PackageFile => Path.Combine(Folder, "packages", "net", "package.yaml");

    [Fact]
    public async Task Folder_GoodChange_ReachesGraphAndAgents()
    {
        var collector = await CollectorAsync();
        var orchestrator = await StartOnFolderAsync(collector);
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");
        await orchestrator.Http.PutOkAsync("api/v1/services/link/blue", Calls.Link);
        await Eventually.HoldsAsync(() => collector.Nodes.Count == 6 && pe1.Deliveries.Any(delivery => delivery.Assignment.Packages.Count == 1));
        var digest = pe1.Packages["net"].Digest;

        Write(Net.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal).Replace("combination: any", "combination: all", StringComparison.Ordinal));

        await Eventually.HoldsAsync(() => pe1.Packages["net"].Digest != digest && pe1.Newest.Packages[0].Version == "1.1.0");
        await Eventually.HoldsAsync(() => collector.Taken[^1].Upserts.Any(node => node.Type == "path"));
        (await orchestrator.Http.GetJsonAsync("api/v1/packages/net")).GetProperty("version").GetString().ShouldBe("1.1.0");
    }

    [Fact]
    public async Task Folder_BadChange_IsRefusedWithAllErrorsAndTheLastGoodStays()
    {
        var orchestrator = await StartOnFolderAsync();
        Write(Net.Replace("version: 1.0.0", "version: one", StringComparison.Ordinal).Replace("combination: any", "combination: some", StringComparison.Ordinal));

        await Eventually.HoldsAsync(async () => (await orchestrator.Http.GetJsonAsync("api/v1/packages/net")).TryGetProperty("refused", out _));
        var refused = await orchestrator.Http.GetJsonAsync("api/v1/packages/net");
        refused.GetProperty("version").GetString().ShouldBe("1.0.0");
        var errors = refused.GetProperty("refused").GetProperty("errors").EnumerateArray().ToList();
        errors.Select(error => (error.GetProperty("line").GetInt32(), error.GetProperty("path").GetString()))
            .ShouldBe([(2, "version"), (39, "subservices.path.groups[0].combination")], ignoreOrder: true);
        refused.GetProperty("refused").GetProperty("time").GetDateTime().ToUniversalTime().ShouldBeGreaterThan(File.GetLastWriteTimeUtc(PackageFile).AddSeconds(-1));
        await orchestrator.Http.DefineDevicesAsync("pe1");
        await orchestrator.Http.PutOkAsync("api/v1/services/chain/red", """{"parameters":{"device":"pe1"}}""");

        Write(Net);

        await Eventually.HoldsAsync(async () => !(await orchestrator.Http.GetJsonAsync("api/v1/packages/net")).TryGetProperty("refused", out _));
    }

    [Fact]
    public async Task Folder_NamedPipeAndEndlessLink_AreRefusedAndTheNextChangeIsSeen()
    {
        var orchestrator = await StartOnFolderAsync();
        Command.Run("mkfifo", [Path.Combine(Folder, "packages", "net", "zz.yaml")]);
        File.CreateSymbolicLink(Path.Combine(Folder, "packages", "net", "zero.yaml"), "/dev/zero");

        await Eventually.HoldsAsync(async () => (await orchestrator.Http.GetJsonAsync("api/v1/packages/net")).TryGetProperty("refused", out _));
        (await RefusalAsync(orchestrator)).ShouldBe(["is a device, not a regular file", "is a named pipe, not a regular file"]);

        File.Delete(Path.Combine(Folder, "packages", "net", "zz.yaml"));
        File.Delete(Path.Combine(Folder, "packages", "net", "zero.yaml"));
        Write(Net.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal));

        await Eventually.HoldsAsync(async () => (await orchestrator.Http.GetJsonAsync("api/v1/packages/net")).GetProperty("version").GetString() == "1.1.0");
    }

    [Fact]
    public async Task Reload_OnRequest_TellsWhatBecameOfEachPackage()
    {
        var orchestrator = await StartOnFolderAsync(check: TimeSpan.FromHours(1));
        Directory.CreateDirectory(Path.Combine(Folder, "packages", "new"));
        File.WriteAllText(Path.Combine(Folder, "packages", "new", "p.yaml"), "package: new\nversion: 1.0.0\nrevision: 2025-01-31\nrequires: {net: \"*\"}\n");
        Directory.CreateDirectory(Path.Combine(Folder, "packages", "bad"));
        File.WriteAllText(Path.Combine(Folder, "packages", "bad", "p.yaml"), "package: bad\nversion: 1.0.0\n");

        (await ReloadAsync(orchestrator)).ShouldBe(["bad  refused", "net 1.0.0 unchanged", "new 1.0.0 added"]);

        (await orchestrator.Http.GetJsonAsync("api/v1/packages")).GetProperty("items").GetArrayLength().ShouldBe(3);
        Directory.Delete(Path.Combine(Folder, "packages", "new"), recursive: true);
        Directory.Delete(Path.Combine(Folder, "packages", "bad"), recursive: true);
        Write(Net.Replace("version: 1.0.0", "version: 1.0.1", StringComparison.Ordinal));
        (await ReloadAsync(orchestrator)).ShouldBe(["net 1.0.1 replaced", "new  removed"]);
    }

    [Fact]
    public async Task Reload_PackageWithAWarning_IsTakenAndTellsIt()
    {
        var orchestrator = await StartOnFolderAsync(check: TimeSpan.FromHours(1));
        Directory.CreateDirectory(Path.Combine(Folder, "packages", "new"));
        File.WriteAllText(
            Path.Combine(Folder, "packages", "new", "p.yaml"),
            "package: new\nversion: 1.0.0\nrevision: 2025-01-31\nmetrics:\n  m:\n    type: number\n    parameters: [device]\n    implementations: [{name: p, source: pign, read: x}]\n");

        using var response = await orchestrator.Http.SendAsync(HttpMethod.Post, "api/v1/packages/reload");

        var outcome = (await response.JsonAsync()).GetProperty("packages").EnumerateArray().Single(package => Text(package, "name") == "new");
        Text(outcome, "outcome").ShouldBe("added");
        Text(outcome.GetProperty("warnings")[0], "message").ShouldBe("no agent of this product has a source 'pign'");
        Text((await orchestrator.Http.GetJsonAsync("api/v1/packages/new")).GetProperty("warnings")[0], "suggestion").ShouldBe("did you mean 'ping'?");
    }

    [Fact]
    public async Task Folder_PackageInUseIsGoneOrFitsNoMore_IsKept()
    {
        var orchestrator = await StartOnFolderAsync(check: TimeSpan.FromHours(1));
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");
        await orchestrator.Http.PutOkAsync("api/v1/services/link/blue", Calls.Link);

        Write(Net.Replace("  link:\n", "  lnk:\n", StringComparison.Ordinal));
        (await RefusalAsync(orchestrator)).ShouldBe(["service 'link/blue' is in use: there would be no type 'link'"]);

        Write(Net.Replace("A number., required: false", "A number.", StringComparison.Ordinal));
        (await RefusalAsync(orchestrator)).ShouldBe(["service 'link/blue' is in use: /parameters/vni: required: A number."]);

        Directory.Delete(Path.GetDirectoryName(PackageFile)!, recursive: true);
        (await RefusalAsync(orchestrator)).ShouldBe(["the folder of package 'net' is gone, and it is in use", "service 'link/blue' is in use: there would be no type 'link'"]);

        (await orchestrator.Http.GetJsonAsync("api/v1/packages/net")).GetProperty("version").GetString().ShouldBe("1.0.0");
        (await orchestrator.Http.DeleteAsync("api/v1/services/link/blue")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ReloadAsync(orchestrator)).ShouldBe(["net  removed"]);
    }

    [Fact]
    public async Task Reload_AgainAndAgain_LogsEachErrorOnce()
    {
        var services = (await StartOnFolderAsync(check: TimeSpan.FromHours(1))).Services;
        var log = new Events();
        var reload = new PackageReload(
            services.GetRequiredService<PackageStore>(), services.GetRequiredService<NetworkWriter>(), services.GetRequiredService<NetworkPlanner>(),
            services.GetRequiredService<FolderAccess>(), services.GetRequiredService<OrchestratorOptions>(), TimeProvider.System, log);
        Write(Net.Replace("version: 1.0.0", "version: one", StringComparison.Ordinal));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => reload.RunAsync(CancellationToken.None)));
        log.Ids.ShouldBe([2602]);

        Write(Net.Replace("version: 1.0.0", "version: 1.0.1", StringComparison.Ordinal));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => reload.RunAsync(CancellationToken.None)));
        // The package of the tests has three warnings, told once too.
        log.Ids.ShouldBe([2602, 2601, 2603, 2603, 2603]);
    }

    private Task<TestOrchestrator> StartOnFolderAsync(FakeCollector? collector = null, TimeSpan? check = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PackageFile)!);
        Write(Net);
        return StartAsync(collector, options =>
        {
            options.PackageDirectory = Path.Combine(Folder, "packages");
            options.PackageCheck = check ?? options.PackageCheck;
        });
    }

    private void Write(string text) => File.WriteAllText(PackageFile, text);

    private static async Task<IReadOnlyList<string>> ReloadAsync(TestOrchestrator orchestrator)
    {
        using var response = await orchestrator.Http.SendAsync(HttpMethod.Post, "api/v1/packages/reload");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return [.. (await response.JsonAsync()).GetProperty("packages").EnumerateArray().Select(package => $"{Text(package, "name")} {Text(package, "version")} {Text(package, "outcome")}")];
    }

    private static async Task<IReadOnlyList<string?>> RefusalAsync(TestOrchestrator orchestrator)
    {
        await ReloadAsync(orchestrator);
        var summary = await orchestrator.Http.GetJsonAsync("api/v1/packages/net");
        return [.. summary.GetProperty("refused").GetProperty("errors").EnumerateArray().Select(error => Text(error, "message"))];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private sealed class Events : ILogger<PackageReload>
    {
        public ConcurrentQueue<int> Ids { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Ids.Enqueue(eventId.Id);
    }
}
