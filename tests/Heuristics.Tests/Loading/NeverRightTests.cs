using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

/// <summary>What is well-formed and can never be right is an error; what is probably not meant is a warning.</summary>
public sealed class NeverRightTests
{
    private const string Valid = """
        package: small
        version: 1.0.0
        revision: 2026-01-31
        requires: {}
        metrics:
          load:
            type: number
            parameters: [device]
            implementations:
              - {name: p, source: procfs, read: cpu/load, when: {os: linux}}
        subservices:
          cpu:
            label: Processor of {device}
            owner: device
            parameters:
              - {name: device, type: device}
            inputs:
              load: {metric: load}
            thresholds:
              most: {value: 300}
            symptoms:
              - name: high
                when: load > most
                weight: 10
                text: Load is high.
                description: Load.
        """;

    [Fact]
    public void Load_Valid_HasNeitherErrorsNorWarnings()
    {
        var result = Load(Valid);

        result.Package.ShouldNotBeNull(string.Join('\n', result.Errors));
        result.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{os: linux}", "{os-version: \">=5 <3\"}", "f.yaml:10:70: metrics.load.implementations[0].when.os-version: no version is in the range '>=5 <3' (such as \">=5.10 <7\")")]
    [InlineData("{os: linux}", "{os-version: [\"4\", \">5 <=5\"]}", "f.yaml:10:76: metrics.load.implementations[0].when.os-version[1]: no version is in the range '>5 <=5' (such as \">=5.10 <7\")")]
    [InlineData("requires: {}", "requires: {base: \"=1 =2\"}", "f.yaml:4:18: requires.base: no version is in the range '=1 =2' (such as \">=0.1.0 <1.0.0\", \"1.2.0\" or \"*\")")]
    [InlineData("when: load > most", "when: 1 > 0", "f.yaml:23:15: subservices.cpu.symptoms[0].when: the condition reads no input, so it never changes (known: load)")]
    [InlineData("when: load > most", "when: most > 5", "f.yaml:23:15: subservices.cpu.symptoms[0].when: the condition reads no input, so it never changes (known: load)")]
    [InlineData("when: load > most", "when: load / 0 > most", "f.yaml:23:22: subservices.cpu.symptoms[0].when: '0' is 0, and what is divided by it is always missing (divide by something else)")]
    [InlineData("when: load > most", "when: load > most % (5 - 5)", "f.yaml:23:30: subservices.cpu.symptoms[0].when: '5 - 5' is 0, and what is divided by it is always missing (divide by something else)")]
    [InlineData("weight: 10", "weight: 200 - 300", "f.yaml:24:17: subservices.cpu.symptoms[0].weight: the weight is always -100 (points are from 0 to 100, such as weight: 40)")]
    [InlineData("weight: 10", "weight: most / 2", "f.yaml:24:17: subservices.cpu.symptoms[0].weight: the weight is always 150 (points are from 0 to 100, such as weight: 40)")]
    [InlineData("weight: 10", "weight: 10\n        runbook: \"javascript:alert(1)\"", "f.yaml:25:18: subservices.cpu.symptoms[0].runbook: 'javascript:alert(1)' is no address of a page (such as https://example.net/runbooks/loss or docs/runbooks/base.md#loss)")]
    [InlineData("weight: 10", "weight: 10\n        runbook: /etc/passwd", "f.yaml:25:18: subservices.cpu.symptoms[0].runbook: '/etc/passwd' is no address of a page (such as https://example.net/runbooks/loss or docs/runbooks/base.md#loss)")]
    [InlineData("description: Load.", "description: \"Lo\\0ad.\"", "f.yaml:26:25: subservices.cpu.symptoms[0].description: control character U+0000 (leave it out; texts are shown as they are)")]
    [InlineData("Processor of {device}", "\"\\e[31m{device}\"", "f.yaml:13:13: subservices.cpu.label: control character U+001B (leave it out; texts are shown as they are)")]
    [InlineData("text: Load is high.", "text: \"\\u009Bhigh\"", "f.yaml:25:16: subservices.cpu.symptoms[0].text: control character U+009B (leave it out; texts are shown as they are)")]
    public void Load_WhatCanNeverBeRight_IsRefused(string text, string replacement, string error)
    {
        Valid.ShouldContain(text);

        Load(Valid.Replace(text, replacement, StringComparison.Ordinal)).Errors.Select(found => found.ToString()).ShouldBe([error]);
    }

    [Theory]
    [InlineData("weight: 10", "weight: 10\n        runbook: https://example.net/load")]
    [InlineData("weight: 10", "weight: 10\n        runbook: docs/runbooks/base.md#load")]
    [InlineData("weight: 10", "weight: 200 - 150")]
    [InlineData("{os: linux}", "{os-version: \">=5 <=5\"}")]
    [InlineData("{os: linux}", "{os-version: \">=5.0.0-rc.1 <5\"}")]
    [InlineData("when: load > most", "when: load / (5 - 4) > most")]
    [InlineData("description: Load.", "description: |\n          Two\n          \tlines.")]
    public void Load_WhatIsNearToIt_IsTakenWithoutWarning(string text, string replacement)
    {
        var result = Load(Valid.Replace(text, replacement, StringComparison.Ordinal));

        result.Package.ShouldNotBeNull(string.Join('\n', result.Errors));
        result.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("source: procfs", "source: porcfs", "f.yaml:10:27: metrics.load.implementations[0].source: no agent of this product has a source 'porcfs' (did you mean 'procfs'?)")]
    [InlineData("when: load > most", "when: load > 3", "f.yaml:20:7: subservices.cpu.thresholds.most: no symptom uses the threshold 'most' (use it in a symptom, or leave it out)")]
    [InlineData("inputs:\n", "inputs:\n      spare: {metric: load}\n", "f.yaml:18:7: subservices.cpu.inputs.spare: no symptom uses the input 'spare' (use it in a symptom, or leave it out)")]
    public void Load_WhatIsProbablyNotMeant_IsTakenWithAWarning(string text, string replacement, string warning)
    {
        Valid.ShouldContain(text);
        var result = Load(Valid.Replace(text, replacement, StringComparison.Ordinal));

        result.Package.ShouldNotBeNull(string.Join('\n', result.Errors));
        result.Warnings.Select(found => found.ToString()).ShouldBe([warning]);
    }

    [Fact]
    public void Load_InputThatOnlyATextShows_IsUsed() =>
        Load(Valid.Replace("inputs:\n", "inputs:\n      shown: {metric: load}\n", StringComparison.Ordinal).Replace("Load is high.", "Load is {=shown}.", StringComparison.Ordinal))
            .Warnings.ShouldBeEmpty();

    [Fact]
    public void Of_PackageWithAWarning_KeepsItInTheCatalogUnderItsFolder()
    {
        var build = CatalogBuild.Of([new PackageSource("folder", [("f.yaml", Valid.Replace("procfs", "porcfs", StringComparison.Ordinal))])]);

        build.Catalog.Find("small")!.Warnings.ShouldHaveSingleItem().File.ShouldBe("folder/f.yaml");
    }

    private static PackageLoadResult Load(string text) => PackageLoader.Load([("f.yaml", text)]);
}
