using System.Diagnostics;
using System.Text.Json.Nodes;
using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.Yang.Json;
using RouterAlertAssurance.Yang.Modules;

namespace RouterAlertAssurance.Yang.Tests.Json;

/// <summary>What this library writes, judged by a real YANG validator.</summary>
public sealed class YanglintTests
{
    private const string Yanglint = "yanglint";

    [Fact]
    public async Task Datastore_OfTheSample_IsValidData()
    {
        Requirement.Command(Yanglint, "libyang2-tools");
        (await ValidateAsync(AssuranceJson.Datastore(Samples.Snapshot(), Samples.Types))).ShouldBe((0, ""));
    }

    [Fact]
    public async Task Validator_OfBrokenReference_Complains()
    {
        Requirement.Command(Yanglint, "libyang2-tools");
        var tree = AssuranceJson.Datastore(Samples.Snapshot(), Samples.Types);
        tree["ietf-service-assurance:agents"] = new JsonObject();
        (await ValidateAsync(tree)).ExitCode.ShouldNotBe(0);
    }

    private static async Task<(int ExitCode, string Errors)> ValidateAsync(JsonObject tree)
    {
        var folder = Directory.CreateTempSubdirectory("raa-yang-").FullName;
        try
        {
            foreach (var module in YangModuleCatalog.All)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, module.FileName), module.Text);
            }

            await File.WriteAllTextAsync(Path.Combine(folder, "tree.json"), tree.ToJsonString());
            var start = new ProcessStartInfo(Yanglint, ["-p", folder, "-t", "data", .. Directory.GetFiles(folder, "*.yang"), Path.Combine(folder, "tree.json")]) { RedirectStandardError = true, UseShellExecute = false };
            using var process = Process.Start(start)!;
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, errors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
