using System.Diagnostics;
using System.Text.Json.Nodes;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>
/// Judges RFC 9418 data with yanglint: against the modules in <c>yang</c>, against the published ones where they are beside the repository, and
/// with the modules the product generates from its packages.
/// </summary>
internal sealed class YangValidator : IDisposable
{
    private const string Core = "ietf-service-assurance";

    private readonly TemporaryDirectory _folder = new();
    private readonly string[] _generated;
    private int _number;

    private YangValidator(IEnumerable<(string Package, string Module)> generated) => _generated = [.. generated.Select(one => _folder.Write($"raa-{one.Package}.yang", one.Module))];

    /// <summary>The published modules; null where they are not at hand.</summary>
    public static string? Published { get; } =
        Path.GetFullPath(RepositoryPaths.Combine("..", "shared", "yang-published")) is var folder && Directory.Exists(folder) ? folder : null;

    public static async Task<YangValidator> CreateAsync(Api api)
    {
        Requirement.Command("yanglint", "libyang2-tools");
        if (Published is null)
        {
            TestContext.Current.TestOutputHelper?.WriteLine("The published modules are not beside the repository; only our own ones judge.");
        }

        var packages = await api.GetAsync("/api/v1/packages", ContractsJson.Default.PagePackageSummary);
        return new YangValidator(await Task.WhenAll(packages.Items.Select(async package => (package.Name, await api.Http.GetStringAsync($"/api/v1/packages/{package.Name}/yang")))));
    }

    /// <summary>Takes the whole datastore in one request and judges it.</summary>
    public async Task CheckDatastoreAsync(Api api)
    {
        var data = await DatastoreAsync(api);
        data.Count.ShouldBeGreaterThan(0, $"{api.Endpoint} answers an empty datastore");
        await CheckAsync(data, api.Endpoint.ToString());
    }

    /// <summary>The content of <c>{+restconf}/data</c>.</summary>
    public static async Task<JsonObject> DatastoreAsync(Api api) =>
        (await api.GetJsonAsync("/restconf/data"))["ietf-restconf:data"].ShouldNotBeNull().AsObject();

    /// <summary>Fails with what yanglint says when the data is not valid.</summary>
    public async Task CheckAsync(JsonObject data, string source)
    {
        var file = _folder.Write($"{++_number}.json", data.ToJsonString());
        await RunAsync(file, source, RepositoryPaths.Combine("yang"), []);
        if (Published is not null)
        {
            await RunAsync(file, source, Published, ["-p", Path.Combine(Published, "imports")]);
        }

        File.Delete(file);
    }

    public void Dispose() => _folder.Dispose();

    private async Task RunAsync(string file, string source, string modules, string[] imports)
    {
        string[] arguments = ["-t", "data", "-p", modules, .. imports, .. Directory.GetFiles(modules, Core + "*.yang"), .. _generated, file];
        var start = new ProcessStartInfo("yanglint", arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            var kept = Path.Combine(Figures.Folder, "refused-by-yanglint.json");
            File.Copy(file, kept, overwrite: true);
            Assert.Fail($"yanglint refuses what {source} answered (kept in {kept}), by the modules in {modules}:\n{errors}{await output}");
        }
    }
}
