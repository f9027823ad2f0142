using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

/// <summary>A small valid package, one line of it changed, and the errors that must come out with their places.</summary>
public sealed class LoaderErrorTests
{
    private const string Valid = """
        package: small
        version: 1.0.0
        revision: 2026-01-31
        profiles: {gold: For the best.}
        metrics:
          loss:
            type: number
            unit: ratio
            parameters: [device, destination]
            implementations:
              - name: icmp
                source: ping
                read: ping/loss
                arguments: {destination: "{destination}"}
        subservices:
          path:
            label: Path from {device} to {address}
            owner: device
            parameters:
              - {name: device, type: device}
              - {name: address, type: ip-address}
            inputs:
              loss: {metric: loss, with: {destination: "{address}"}}
            thresholds:
              max-loss: {value: 5 %, profiles: {gold: 1 %}}
            symptoms:
              - name: loss-high
                when: loss > max-loss
                weight: 40
                raise-after: 2s
                text: "{device} loses {=loss * 100 %}"
                description: Loss.
            groups:
              - {name: hops, combination: any}
            dependencies:
              - subservice: path
                group: hops
                with: {device: "{hop.device}", address: "{address}"}
                each:
                  - {relation: route, as: hop, where: {device: "{device}", prefix: {longest-match: "{address}"}}}
        """;

    [Fact]
    public void Load_Valid_HasNoErrors() => Errors(Valid).ShouldBeEmpty();

    [Theory]
    [InlineData("package: small", "pakage: small", "f.yaml:1:1: unknown key 'pakage' (did you mean 'package'?)|f.yaml:1:1: key 'package' is missing in all files of the package (add package: a name in lower-case letters, digits and dashes)")]
    [InlineData("version: 1.0.0", "version: one", "f.yaml:2:10: version: 'one' is no version (three numbers such as 1.2.0)")]
    [InlineData("2026-01-31", "2026-02-31", "f.yaml:3:11: revision: '2026-02-31' is no revision (a date such as 2026-01-31)")]
    [InlineData("unit: ratio", "unit: furlong", "f.yaml:8:11: metrics.loss.unit: unknown unit 'furlong' (such as s, ms, %, ratio, packets, bytes, errors, packets/s or Mbit/s)")]
    [InlineData("type: number", "type: numbr", "f.yaml:7:11: metrics.loss.type: unknown type 'numbr' (did you mean 'number'?)")]
    [InlineData("parameters: [device, destination]", "parameters: [destination]", "f.yaml:9:17: metrics.loss.parameters: a metric needs the parameter 'device' (add it: parameters: [device])")]
    [InlineData("{destination: \"{destination}\"}", "{destination: \"{destinaton}\"}", "f.yaml:14:36: metrics.loss.implementations[0].arguments.destination: 'destinaton' is no parameter of the metric (did you mean 'destination'?)")]
    [InlineData("owner: device", "owner: address", "f.yaml:18:12: subservices.path.owner: the owner must be a required parameter of type device, and 'address' is not (name another one, or add one)")]
    [InlineData("Path from {device} to", "Path from {devize} to", "f.yaml:17:23: subservices.path.label: 'devize' is no parameter (did you mean 'device'?)")]
    [InlineData("{metric: loss, with", "{metric: los, with", "f.yaml:23:22: subservices.path.inputs.loss.metric: unknown metric 'los' (did you mean 'loss'?)")]
    [InlineData("with: {destination: \"{address}\"}}", "with: {}}", "f.yaml:23:13: subservices.path.inputs.loss: parameter 'destination' of metric 'loss' is not bound (add it under 'with')")]
    [InlineData("{gold: 1 %}", "{gold: 1 s}", "f.yaml:25:47: subservices.path.thresholds.max-loss.profiles.gold: a profile must have the type and unit of the value (write it in %)")]
    [InlineData("when: loss > max-loss", "when: loss > max-los", "f.yaml:28:22: subservices.path.symptoms[0].when: *")]
    [InlineData("weight: 40", "weight: 101", "f.yaml:29:17: subservices.path.symptoms[0].weight: '101' is not a whole number from 0 to 100 (such as weight: 10)")]
    [InlineData("raise-after: 2s", "raise-after: 2 s", "f.yaml:30:22: subservices.path.symptoms[0].raise-after: '2 s' is not a duration (such as 500ms, 2s, 1m or 1h, at most 24h)")]
    [InlineData("{=loss * 100 %}", "{=los * 100 %}", "f.yaml:31:33: subservices.path.symptoms[0].text: *")]
    [InlineData("loses {=loss * 100 %}\"", "loses {=loss\"", "f.yaml:31:31: subservices.path.symptoms[0].text: '{' is not closed (write '{{' for the brace itself)")]
    [InlineData("combination: any", "combination: some", "f.yaml:34:35: subservices.path.groups[0].combination: unknown combination 'some' (known: all, any, at-least, weighted)")]
    [InlineData("- subservice: path", "- subservice: paht", "f.yaml:36:21: subservices.path.dependencies[0].subservice: unknown subservice type 'paht' (did you mean 'path'?)")]
    [InlineData("group: hops", "group: hop", "f.yaml:37:16: subservices.path.dependencies[0].group: unknown group 'hop' (did you mean 'hops'?)")]
    [InlineData("address: \"{address}\"}\n", "adress: \"{address}\"}\n", "f.yaml:38:40: subservices.path.dependencies[0].with: unknown parameter of 'path': 'adress' (did you mean 'address'?)|f.yaml:36:21: subservices.path.dependencies[0].subservice: parameter 'address' of 'path' is not bound (add it under 'with')")]
    [InlineData("group: hops", "transform: {0: 50, 100: 100}", "")]
    [InlineData("group: hops", "transform: {0: 50, 100: 90}", "f.yaml:37:28: subservices.path.dependencies[0].transform: a transform must map 100 to 100 (such as {0: 50, 100: 100})")]
    [InlineData("group: hops", "transform: {100: 100, 50: 20, 0: 60}", "f.yaml:37:31: subservices.path.dependencies[0].transform: a better dependency must not count for less, and 20 follows 60 (such as {0: 50, 100: 100})")]
    [InlineData("group: hops", "transform: {10: 20, 100: 100}", "f.yaml:37:21: subservices.path.dependencies[0].transform: a transform needs a point at 0 (such as {0: 50, 100: 100})")]
    [InlineData("group: hops", "transform: {}", "f.yaml:37:20: subservices.path.dependencies[0].transform: a transform needs at least the points 0 and 100 (such as {0: 50, 100: 100})")]
    [InlineData("group: hops", "transform: {0: 50, 00: 60, 100: 100}", "f.yaml:37:28: subservices.path.dependencies[0].transform: the inputs must grow, and 0 follows 0 (such as {0: 50, 100: 100})")]
    [InlineData("group: hops", "transform: {0: half, 100: 101}", "f.yaml:37:24: subservices.path.dependencies[0].transform.0: 'half' is not a whole number from 0 to 100 (such as {0: 50, 100: 100})|f.yaml:37:35: subservices.path.dependencies[0].transform.100: '101' is not a whole number from 0 to 100 (such as {0: 50, 100: 100})")]
    [InlineData("group: hops", "transform: {-1: 0, 100: 100}", "f.yaml:37:21: subservices.path.dependencies[0].transform: '-1' is not a whole number from 0 to 100 (such as {0: 50, 100: 100})")]
    [InlineData("group: hops", "transform: half", "f.yaml:37:20: subservices.path.dependencies[0].transform: 'transform' must be a mapping, not text (such as transform: {name: ...})")]
    [InlineData("group: hops", "type: informational\n        transform: {0: 50, 100: 100}", "f.yaml:38:20: subservices.path.dependencies[0].transform: an informational dependency changes no score, so it has no transform (leave the transform out)")]
    [InlineData("group: hops", "group: hops\n        transform: {0: 9, 100: 100}\n        with: {device: \"{device}\", address: \"{address}\"}\n      - subservice: path\n        group: hops\n        transform: {0: 8, 100: 100}", "f.yaml:42:20: subservices.path.dependencies[1].transform: all rules that lead to 'path' must have the same transform (write the transform of the first at each of them)|f.yaml:16:3: subservices.path: depends on itself whatever the network reports: path -> path*")]
    [InlineData("{hop.device}", "{address}", "f.yaml:38:24: subservices.path.dependencies[0].with.device: parameter 'device' of 'path' is of type device, and {address} is of type ip-address (bind it to something of type device)")]
    [InlineData("{hop.device}", "{hop.devise}", "f.yaml:38:26: subservices.path.dependencies[0].with.device: 'hop.devise' is no field of 'hop' (did you mean 'hop.device'?)")]
    [InlineData("relation: route,", "relation: routes,", "f.yaml:40:24: subservices.path.dependencies[0].each[0].relation: unknown relation 'routes' (did you mean 'route'?)|*")]
    [InlineData("prefix: {longest-match", "prefx: {longest-match", "f.yaml:40:68: subservices.path.dependencies[0].each[0].where: unknown field 'prefx' (did you mean 'prefix'?)")]
    [InlineData("longest-match:", "longest_match:", "f.yaml:40:77: subservices.path.dependencies[0].each[0].where.prefix: unknown key 'longest_match' (did you mean 'longest-match'?)|*")]
    [InlineData("revision: 2026-01-31", "revision: 2026-01-31\nversion: 1.0.1", "f.yaml:4:1: key 'version' is given twice (leave one of them out)")]
    [InlineData("package: small", "package: &a small", "f.yaml:1:10: package: anchors are not allowed (leave it out, and write the value where it is needed)")]
    [InlineData("package: small", "package: *a", "f.yaml:1:10: package: aliases are not allowed (write the value out)|*")]
    [InlineData("package: small", "package: !!str small", "f.yaml:1:10: package: tags are not allowed (leave it out; quotes make text of anything)")]
    [InlineData("package: small", "package: [small]", "f.yaml:1:10: package: 'package' must be text, not a list (write one value; quotes make text of anything)|*")]
    [InlineData("  loss:\n", "\tloss:\n", "f.yaml:6:1: a tab cannot indent (use spaces)")]
    public void Load_OneMistake_IsToldWithItsPlace(string text, string replacement, string expected)
    {
        Valid.ShouldContain(text);
        var errors = Errors(Valid.Replace(text, replacement, StringComparison.Ordinal));
        var wantedErrors = expected.Split('|', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (index, wanted) in wantedErrors.Index())
        {
            if (wanted == "*")
            {
                return;
            }

            errors.Count.ShouldBeGreaterThan(index, string.Join('\n', errors));
            ShouldMatch(errors[index], wanted);
        }

        errors.Count.ShouldBe(wantedErrors.Length, string.Join('\n', errors));
    }

    [Fact]
    public void Load_SeveralMistakes_AreAllTold() =>
        Errors(Valid.Replace("type: number", "type: nr", StringComparison.Ordinal).Replace("weight: 40", "weight: x", StringComparison.Ordinal)
            .Replace("combination: any", "combination: x", StringComparison.Ordinal)).Count.ShouldBe(3);

    [Theory]
    [InlineData(">-\n          loss >\n            nothing", 30, 13)]
    [InlineData("|\n          loss\n          > nothing", 30, 13)]
    [InlineData("\"loss > nothing\"", 28, 23)]
    [InlineData("'loss > nothing'", 28, 23)]
    [InlineData("loss >\n            nothing", 29, 13)]
    public void Load_ErrorInsideScalar_IsAtItsPlaceInTheFile(string when, int line, int column)
    {
        var result = PackageLoader.Load([("f.yaml", Valid.Replace("loss > max-loss", when, StringComparison.Ordinal))]);

        var error = result.Errors.ShouldHaveSingleItem();
        (error.Line, error.Column).ShouldBe((line, column), error.ToString());
    }

    [Fact]
    public void Load_DeepNesting_IsRefused() =>
        Errors("package: " + new string('[', 5000)).ShouldContain(error => error.Contains("nested deeper than 32 levels", StringComparison.Ordinal) || error.Contains("not valid YAML", StringComparison.Ordinal));

    [Fact]
    public void Load_LargeFile_IsRefused() =>
        Errors("package: " + new string('x', YamlReader.MaximumSize)).ShouldBe(["f.yaml:1:1: the file is larger than 1 MiB (spread it over several files)"]);

    [Fact]
    public void Load_ManyEntries_AreRefusedQuickly()
    {
        var metrics = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"  m{i}: {{}}\n"));

        var errors = Errors("metrics:\n" + metrics);

        errors[0].ShouldBe("f.yaml:5002:3: metrics: more than 5000 entries in one list or mapping (spread them over several files, or leave some out)");
        errors.Count.ShouldBe(201);
        errors[^1].ShouldBe("there are more errors than these 200; the rest is not shown (correct these first)");
    }

    [Theory]
    [InlineData("", "depends on itself whatever the network reports: path -> leg -> path (leave out one of these rules, or let it depend on facts with each, if-exists or unless-exists)")]
    [InlineData("\n        if-exists: [{relation: device, where: {device: \"{from}\"}}]", null)]
    public void Load_TypesThatDependOnEachOther_AreRefusedWhereNoFactDecides(string condition, string? error)
    {
        var package = Valid + $$"""

                  - subservice: leg
                    with: {from: "{device}", to: "{address}"}
              leg:
                label: Leg from {from} to {to}
                owner: from
                parameters:
                  - {name: from, type: device}
                  - {name: to, type: ip-address}
                dependencies:
                  - subservice: path
                    with: {device: "{from}", address: "{to}"}{{condition}}
            """;

        var errors = Errors(package);

        errors.ShouldBe(error is null ? [] : [$"f.yaml:16:3: subservices.path: {error}"], string.Join('\n', errors));
    }

    [Fact]
    public void Load_LoopBesideOtherErrors_IsToldWithThem()
    {
        const string Loop = """
            package: loop
            version: 1.0.0
            revision: 2026-01-31
            subservices:
              v:
                label: V
                owner: device
                parameters: [{name: device, type: device}]
                dependencies: [{subservice: w, with: {device: "{device}"}}]
              w:
                label: W
                owner: devize
                parameters: [{name: device, type: device}]
                dependencies: [{subservice: v, with: {device: "{device}"}}]
            """;

        Errors(Loop).Select(error => error.Split(" (")[0]).ShouldBe([
            "f.yaml:12:12: subservices.w.owner: unknown parameter 'devize'",
            "f.yaml:5:3: subservices.v: depends on itself whatever the network reports: v -> w -> v"]);
        Errors(Loop.Replace("{subservice: v, with", "{subservice: v, if_exists: [], with", StringComparison.Ordinal))
            .ShouldNotContain(error => error.Contains("depends on itself", StringComparison.Ordinal), "a rule with an error of its own closes no loop");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("-")]
    public void Load_DeepExpression_IsRefused(string part) =>
        Errors(Valid.Replace("when: loss > max-loss", $"when: '{string.Concat(Enumerable.Repeat(part, 50_000))}loss'", StringComparison.Ordinal)).ShouldNotBeEmpty();

    [Fact]
    public void Load_TwoFilesWithTheSameType_AreRefused()
    {
        var second = "subservices:\n  path:\n    label: x\n";

        PackageLoader.Load([("a.yaml", Valid), ("b.yaml", second)]).Errors.ShouldHaveSingleItem().ToString()
            .ShouldBe("b.yaml:2:3: subservices: 'path' is already in 'subservices' of a.yaml (rename it, or leave one out)");
    }

    [Fact]
    public void Load_FilesInAnyOrder_HaveTheSameDigest()
    {
        var files = PackageFolder.Read(TestPackages.BaseFolder).Files;

        PackageLoader.Load([.. files.Reverse()]).Package!.Digest.ShouldBe(PackageLoader.Load(files).Package!.Digest);
    }

    [Fact]
    public void LoadDirectory_Missing_IsAnError() =>
        PackageLoader.LoadDirectory(Path.Combine(TestPackages.Root, "no-such-folder")).Errors.ShouldHaveSingleItem().Message.ShouldContain("cannot be read");

    private static List<string> Errors(string text) => [.. PackageLoader.Load([("f.yaml", text)]).Errors.Select(error => error.ToString())];

    private static void ShouldMatch(string actual, string wanted)
    {
        var parts = wanted.Split('*');
        if (parts.Length == 1)
        {
            actual.ShouldBe(wanted);
            return;
        }

        actual.ShouldStartWith(parts[0]);
        foreach (var part in parts)
        {
            actual.ShouldContain(part);
        }
    }
}
