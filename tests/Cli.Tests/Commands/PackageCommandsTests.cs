using System.Text.Json;
using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Cli.Standalone;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Commands;

public sealed class PackageCommandsTests : IDisposable
{
    private const string Ground = "package: ground\nversion: 1.0.0\nrevision: 2026-01-31\n";
    private const string House = "package: house\nversion: 1.0.0\nrevision: 2026-01-31\nrequires: {ground: \">=1.0.0\"}\n";

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_PackageThatRequiresAnother_FindsItBeside()
    {
        _folder.Write("house/p.yaml", House);

        var alone = await CommandRun.OfAsync("package", "check", _folder.Combine("house"));
        _folder.Write("ground/p.yaml", Ground);
        var both = await CommandRun.OfAsync("package", "check", _folder.Combine("house"));

        alone.ExitCode.ShouldBe(1);
        alone.Errors.ShouldBe($"{_folder.Combine("house")}/p.yaml:4:12: requires: there is no package 'ground' (put it into a folder beside this one)\n");
        both.ExitCode.ShouldBe(0, both.Errors);
        both.Output.ShouldContain("house 1.0.0: ");
    }

    [Fact]
    public async Task Docs_OfAPackage_WritesThePageToOutputOrFile()
    {
        _folder.Write("ground/p.yaml", Ground);

        var printed = await CommandRun.OfAsync("package", "docs", _folder.Combine("ground"));
        var written = await CommandRun.OfAsync("package", "docs", _folder.Combine("ground"), "--output", _folder.Combine("page.md"));

        printed.Output.ShouldStartWith("# Package ground 1.0.0\n");
        written.ShouldBe((0, "", ""));
        (await File.ReadAllTextAsync(_folder.Combine("page.md"))).ShouldBe(printed.Output);
    }

    [Fact]
    public async Task Docs_OfABadPackageOrToABadPlace_Fails()
    {
        _folder.Write("ground/p.yaml", "package: ground\n");
        _folder.Write("house/p.yaml", Ground);

        (await CommandRun.OfAsync("package", "docs", _folder.Combine("ground"))).ExitCode.ShouldBe(1);
        (await CommandRun.OfAsync("package", "docs", _folder.Combine("house"), "--output", _folder.Combine("no/such/folder/page.md"))).ExitCode.ShouldBe(1);
        (await CommandRun.OfAsync("package", "docs", _folder.Combine("nothing"))).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Check_PackageWithAWarning_SucceedsAndTellsItInTextAndJson()
    {
        _folder.Write("small/p.yaml", Ground.Replace("ground", "small", StringComparison.Ordinal)
            + "metrics:\n  load:\n    type: number\n    parameters: [device]\n    implementations: [{name: p, source: porcfs, read: load}]\n");
        var place = $"{_folder.Combine("small")}/p.yaml";

        var text = await CommandRun.OfAsync("package", "check", _folder.Combine("small"));
        var json = await CommandRun.OfAsync("package", "check", _folder.Combine("small"), "--json");

        text.ShouldBe((
            0,
            "small 1.0.0: 0 subservice types, 0 service types, 1 metrics, no errors, 1 warning\n",
            $"warning: {place}:8:41: metrics.load.implementations[0].source: no agent of this product has a source 'porcfs' (did you mean 'procfs'?)\n"));
        json.ExitCode.ShouldBe(0);
        var answer = JsonDocument.Parse(json.Output).RootElement;
        answer.GetProperty("warnings")[0].GetProperty("line").GetInt32().ShouldBe(8);
        answer.GetProperty("errors").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Check_BasePackage_HasNoWarningsAndTellsWhatItCosts()
    {
        var json = await CommandRun.OfAsync("package", "check", RepositoryPaths.Combine("heuristics", "base"), "--json");

        json.ExitCode.ShouldBe(0, json.Errors);
        var answer = JsonDocument.Parse(json.Output).RootElement;
        answer.GetProperty("warnings").GetArrayLength().ShouldBe(0, json.Output);
        answer.GetProperty("cost").GetProperty("total").GetProperty("evaluations").GetDouble().ShouldBeGreaterThan(0);
        answer.GetProperty("cost").GetProperty("types").TryGetProperty("interface", out _).ShouldBeTrue();
    }

    [Fact]
    public void CheckConfig_FolderOfPackagesThatIsNotThere_IsRefused()
    {
        var options = new StandaloneOptions { Packages = _folder.Combine("nothing") };
        options.ToSection().Validate().ShouldHaveSingleItem().ToString().ShouldContain($"the folder '{_folder.Combine("nothing")}' does not exist");

        _folder.Write("packages/ground/p.yaml", "package: ground\n");
        options.Packages = _folder.Combine("packages");
        options.ToSection().Validate().Count().ShouldBe(2);

        _folder.Write("packages/ground/p.yaml", Ground);
        options.ToSection().Validate().ShouldBeEmpty();
    }

    [Fact]
    public void Print_ReloadWithARefusal_ShowsEveryErrorWithItsPlace()
    {
        var refusal = new PackageRefusal(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), [new("net/p.yaml", 2, 10, "version", "'one' is no version", "three numbers")]);
        using var output = new StringWriter { NewLine = "\n" };

        PackageText.Print(output, new PackageReloadAnswer([new("base", "1.1.0", "replaced"), new("net", "1.0.0", "refused", refusal), new("new", "", "refused", refusal)]));

        output.ToString().ShouldBe("""
            base 1.1.0 replaced
            net 1.0.0 refused
            refused at 2026-01-31 12:00:00Z, what was in use stays:
              net/p.yaml:2:10: version: 'one' is no version (three numbers)
            new - refused
            refused at 2026-01-31 12:00:00Z, nothing of it is in use:
              net/p.yaml:2:10: version: 'one' is no version (three numbers)

            """);
    }
}
