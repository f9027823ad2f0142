using System.Diagnostics;
using System.Text.Json.Nodes;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.Yang.Modules;
using PackageModule = RouterAlertAssurance.Heuristics.Yang.YangModule;

namespace RouterAlertAssurance.Collector.Tests.Restconf;

/// <summary>Judges trees by a real YANG validator, with our modules and the one generated from the base package.</summary>
internal sealed class Yanglint : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly string[] _modules;
    private int _number;

    public Yanglint()
    {
        Requirement.Command("yanglint", "libyang2-tools");
        var package = PackageLoader.LoadDirectory(Path.Combine(Packages, "base")).Package.ShouldNotBeNull();
        _modules =
        [
            .. YangModuleCatalog.All.Select(module => _folder.Write(module.FileName, module.Text)),
            _folder.Write(PackageModule.FileNameOf(package), PackageModule.Generate(package)),
        ];
    }

    public static string Packages => Path.Combine(RepositoryPaths.Root, "heuristics");

    /// <summary>What is wrong with the tree as complete data (references included); empty when nothing is.</summary>
    public async Task<string> ErrorsOfAsync(JsonNode tree)
    {
        var file = _folder.Write($"tree-{Interlocked.Increment(ref _number)}.json", tree.ToJsonString());
        var start = new ProcessStartInfo("yanglint", ["-p", _folder.Path, "-t", "data", .. _modules, file])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync() + await output;
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? "" : $"exit code {process.ExitCode}: {errors}";
    }

    public void Dispose() => _folder.Dispose();
}
