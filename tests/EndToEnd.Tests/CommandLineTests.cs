using System.Text.Json.Nodes;
using RouterAlertAssurance.EndToEnd.Tests.Harness;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>The commands of the one binary against the running product.</summary>
[Place(4)]
public sealed class CommandLineTests(AssuredLab lab)
{
    private const string Yaml = """
        # The lab's tunnel once more, from the other side.
        labels: {customer: e2e}
        parameters:
          device1: pe2
          interface1: vxlan100
          address1: 10.255.0.2
          device2: pe1
          interface2: vxlan100
          address2: 10.255.0.1

        """;

    [Fact]
    public async Task ServiceList_OnTheLab_ShowsTheTunnel()
    {
        await lab.CalmAsync();

        var text = await RaaAsync("service", "list");
        var json = await RaaAsync("service", "list", "--json");

        text.ExitCode.ShouldBe(0, text.Errors);
        text.Output.ShouldContain("SCORE");
        text.Output.ShouldContain("blue");
        var item = JsonNode.Parse(json.Output)!["items"]!.AsArray().Single(item => item!["name"]!.GetValue<string>() == "blue")!;
        item["score"]!.GetValue<int>().ShouldBe(100);
        item["type"]!.GetValue<string>().ShouldBe("tunnel");
        item["labels"]!["customer"]!.GetValue<string>().ShouldBe("acme");
    }

    [Fact]
    public async Task ServiceList_OnlyIllOnesOfAHealthyNetwork_IsEmpty()
    {
        await lab.CalmAsync();

        var json = await RaaAsync("service", "list", "--max-score", "99", "--json");

        json.ExitCode.ShouldBe(0, json.Errors);
        JsonNode.Parse(json.Output)!["items"]!.AsArray().Count.ShouldBe(0);
    }

    [Fact]
    public async Task ServiceGet_OfTheTunnel_TellsHealthAndDefinition()
    {
        await lab.CalmAsync();

        var text = await RaaAsync("service", "get", "tunnel", "blue");
        var json = await RaaAsync("service", "get", "tunnel", "blue", "--json");
        var definition = await RaaAsync("service", "get", "tunnel", "blue", "--definition");

        text.Output.ShouldContain("100");
        JsonNode.Parse(json.Output)!["status"]!["score"]!.GetValue<int>().ShouldBe(100);
        JsonNode.Parse(definition.Output)!["definition"]!["parameters"]!["device1"]!.GetValue<string>().ShouldBe("pe1");
    }

    [Fact]
    public async Task Service_PutDryRunPutGetDelete_DoesEachOnce()
    {
        await lab.CalmAsync();
        using var folder = new TemporaryDirectory();
        var file = folder.Write("green.yaml", Yaml);

        var dry = await RaaAsync("service", "put", "tunnel", "e2e-green", file, "--dry-run", "--json");
        var missing = await RaaAsync("service", "get", "tunnel", "e2e-green", "--definition");
        var created = await RaaAsync("service", "put", "tunnel", "e2e-green", file);
        var changed = await RaaAsync("service", "put", "tunnel", "e2e-green", file);
        var stale = await RaaAsync("service", "put", "tunnel", "e2e-green", file, "--if-match", "\"no-such-tag\"");
        var deleted = await RaaAsync("service", "delete", "tunnel", "e2e-green");
        var again = await RaaAsync("service", "delete", "tunnel", "e2e-green");

        dry.ExitCode.ShouldBe(0, dry.Errors);
        JsonNode.Parse(dry.Output)!["difference"]!["added"]!.AsArray().Select(node => node!["type"]!.GetValue<string>()).ShouldContain("service-instance");
        missing.ExitCode.ShouldBe(5, "a dry run changes nothing");
        (created.ExitCode, created.Output.Trim()).ShouldBe((0, "tunnel/e2e-green created"));
        (changed.ExitCode, changed.Output.Trim()).ShouldBe((0, "tunnel/e2e-green changed"));
        stale.ExitCode.ShouldBe(6);
        deleted.ExitCode.ShouldBe(0, deleted.Errors);
        again.ExitCode.ShouldBe(5);
    }

    [Fact]
    public async Task ServicePut_WrongField_SaysLineAndPlace()
    {
        await lab.CalmAsync();
        using var folder = new TemporaryDirectory();

        var result = await RaaAsync("service", "put", "tunnel", "e2e-green", folder.Write("green.yaml", Yaml.Replace("device2: pe1", "device2: pe9", StringComparison.Ordinal)));

        result.ExitCode.ShouldBe(6);
        result.Errors.ShouldContain("/parameters/device2");
        result.Errors.ShouldContain("line 7");
    }

    [Fact]
    public async Task GraphPrint_OfTheTunnel_IsATreeWithScores()
    {
        await lab.CalmAsync();

        var text = await RaaAsync("graph", "print", "tunnel", "blue");
        var json = await RaaAsync("graph", "print", "tunnel", "blue", "--json");
        var past = await RaaAsync("graph", "print", "tunnel", "blue", "--at", "2001-01-01T00:00:00Z");

        text.Output.ShouldStartWith("100  service-instance[tunnel/blue]");
        text.Output.ShouldContain("100  is-is[pe1/CORE]");
        text.Output.ShouldContain("shared");
        JsonNode.Parse(json.Output)!["nodes"]!.AsArray().Count.ShouldBeGreaterThan(20);
        past.ExitCode.ShouldBe(5);
    }

    [Fact]
    public async Task Device_ListAndGet_ShowTheLab()
    {
        await lab.CalmAsync();

        var list = await RaaAsync("device", "list", "--json");
        var one = await RaaAsync("device", "get", "pe1");

        JsonNode.Parse(list.Output)!["items"]!.AsArray().Select(device => device!["name"]!.GetValue<string>()).ShouldBeSubsetOf(["ce1", "ce2", "p1", "p2", "pe1", "pe2"]);
        JsonNode.Parse(one.Output)!["name"]!.GetValue<string>().ShouldBe("pe1");
    }

    private Task<CommandResult> RaaAsync(params string[] arguments) =>
        RaaProcess.RunAsync(arguments, new Dictionary<string, string>(StringComparer.Ordinal) { ["RAA_SERVER"] = lab.Product.Url });
}
