using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Yang;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

/// <summary>Profiles, monitoring levels, device conditions and rules for parameters, from the file to their effect.</summary>
public sealed class PackageFeatureTests
{
    private const string Valid = """
        package: small
        version: 1.0.0
        revision: 2026-01-31
        profiles: {gold: The best., bronze: The rest.}
        metrics:
          load:
            type: number
            parameters: [device]
            implementations:
              - {name: new, source: procfs, read: new, when: {os-version: ">=5.10 <7", model: [a, b]}}
              - {name: old, source: procfs, read: old}
          depth:
            type: number
            level: advanced
            parameters: [device]
            implementations: [{name: p, source: procfs, read: depth}]
          noise:
            type: number
            parameters: [device]
            implementations: [{name: p, source: procfs, read: noise}]
        subservices:
          box:
            label: Box {device}
            owner: device
            parameters:
              - {name: device, type: device}
              - {name: slot, type: integer, minimum: 1, maximum: 16}
              - {name: side, type: text, values: [left, right]}
              - {name: port, type: text, pattern: '[a-z]+\d*'}
            inputs:
              load: {metric: load}
              depth: {metric: depth}
              noise: {metric: noise}
            thresholds:
              most: {value: 5, profiles: {gold: 3, bronze: 9}}
            symptoms:
              - {name: high, when: load > most, weight: 10, text: high, description: High.}
              - {name: deep, when: depth > 1, weight: 10, text: deep, description: Deep.}
              - {name: loud, when: noise > 1, weight: 10, level: advanced, text: "{=load}", description: Loud.}
        """;

    [Theory]
    [InlineData("{gold: 3", "{gould: 3", "f.yaml:35:35: subservices.box.thresholds.most.profiles: profile 'gould' is not declared (did you mean 'gold'?)")]
    [InlineData("gold: The best.", "gold: []", "f.yaml:4:18: profiles.gold: a profile needs a description (write what it is for)|*")]
    [InlineData("gold: The best.", "Gold: The best.", "f.yaml:4:12: profiles: 'Gold' is not a name (*")]
    [InlineData("level: advanced\n", "level: expert\n", "f.yaml:14:12: metrics.depth.level: unknown level 'expert' (known: advanced, basic)")]
    [InlineData("\">=5.10 <7\"", "\">=5.x\"", "f.yaml:10:67: metrics.load.implementations[0].when.os-version: '>=5.x' is no range of versions (such as \">=5.10 <7\")")]
    [InlineData("[a, b]", "[]", "f.yaml:10:87: metrics.load.implementations[0].when.model: an empty list would never hold (name values of which one must hold)")]
    [InlineData("minimum: 1,", "minimum: 17,", "f.yaml:27:59: subservices.box.parameters[1].maximum: the maximum 16 is less than the minimum 17 (exchange them)")]
    [InlineData("minimum: 1,", "minimum: one,", "f.yaml:27:46: subservices.box.parameters[1].minimum: 'one' is not a whole number (such as minimum: 1)")]
    [InlineData("type: integer, minimum", "type: text, minimum", "f.yaml:27:43: subservices.box.parameters[1].minimum: only a parameter of type integer has a minimum (leave it out, or write type: integer)|*")]
    [InlineData("[left, right]", "[left, left]", "f.yaml:28:49: subservices.box.parameters[2].values[1]: 'left' is given twice (each value once, of type text)")]
    [InlineData("[left, right]", "[]", "f.yaml:28:42: subservices.box.parameters[2].values: an empty list would allow nothing (leave it out, or name what is allowed)")]
    [InlineData("'[a-z]+\\d*'", "'[a-z'", "f.yaml:29:43: subservices.box.parameters[3].pattern: *")]
    [InlineData("'[a-z]+\\d*'", "'^[a-z]'", "f.yaml:29:43: subservices.box.parameters[3].pattern: a pattern is for the whole value: leave out ^ and $ (such as pattern: '[a-z][a-z0-9-]*')")]
    [InlineData("'[a-z]+\\d*'", "'(a)\\1'", "f.yaml:29:43: subservices.box.parameters[3].pattern: YANG knows no groups with (?, anchors and back references (such as pattern: '[a-z][a-z0-9-]*')")]
    [InlineData("values: [left, right]", "values: [left], pattern: l", "f.yaml:28:42: subservices.box.parameters[2].values: values that are listed need no other rule (leave out pattern, minimum and maximum)")]
    public void Load_OneMistake_IsToldWithItsPlace(string text, string replacement, string expected)
    {
        Valid.ShouldContain(text);

        var errors = string.Join('|', PackageLoader.Load([("f.yaml", Valid.Replace(text, replacement, StringComparison.Ordinal))]).Errors);

        if (expected.EndsWith('*'))
        {
            errors.ShouldStartWith(expected[..^1].TrimEnd('|'));
        }
        else
        {
            errors.ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("6.1.0-18", "b", "new,old")]
    [InlineData("6.1.0-18", "c", "old")]
    [InlineData("4.19", "a", "old")]
    public void Bind_Conditions_ChooseImplementationsInOrder(string version, string model, string expected)
    {
        var device = new DeviceInfo("pe1", new Dictionary<string, string> { ["os-version"] = version, ["model"] = model });

        var input = MetricBinder.Bind(Box, new Dictionary<string, string> { ["device"] = "pe1" }, new Dictionary<string, DeviceInfo> { ["pe1"] = device }, Catalog)
            .Inputs.Single(input => input.Name == "load");

        string.Join(',', input.Implementations.Select(implementation => implementation.Name)).ShouldBe(expected);
    }

    [Fact]
    public void At_Basic_LeavesOutWhatIsAdvancedAndWhatOnlyThatUses()
    {
        var basic = Box.At(MonitoringLevel.Basic, Catalog.MetricsOf("small"));

        basic.Symptoms.Select(symptom => symptom.Name).ShouldBe(["high"]);
        basic.Inputs.Keys.ShouldBe(["load"]);
        Box.At(MonitoringLevel.Advanced, Catalog.MetricsOf("small")).ShouldBeSameAs(Box);
        MetricBinder.Bind(basic, new Dictionary<string, string> { ["device"] = "pe1" }, new Dictionary<string, DeviceInfo>(), Catalog).Inputs.ShouldHaveSingleItem();
    }

    [Fact]
    public void At_TypeWithoutAnythingAdvanced_IsTheTypeItself()
    {
        var type = TestPackages.Base.FindSubservice("link")!;

        type.At(MonitoringLevel.Basic, TestPackages.Base.MetricsOf("base")).ShouldBeSameAs(type);
    }

    [Theory]
    [InlineData("17", "left", "eth0", "/parameters/slot: 17 is more than 16")]
    [InlineData("0", "left", "eth0", "/parameters/slot: 0 is less than 1")]
    [InlineData("16", "up", "eth0", "/parameters/side: 'up' is none of left, right")]
    [InlineData("1", "right", "eth0/1", "/parameters/port: 'eth0/1' does not match [a-z]+\\d*")]
    [InlineData("1", "right", "eth0", "")]
    public void Validate_Values_FollowTheRules(string slot, string side, string port, string expected)
    {
        var values = new Dictionary<string, string> { ["device"] = "pe1", ["slot"] = slot, ["side"] = side, ["port"] = port };

        string.Join('|', ParameterValidator.Validate(Box, values).Errors.Select(error => $"{error.Pointer}: {error.Detail}")).ShouldBe(expected);
    }

    [Fact]
    public void Generate_Rules_AreInTheYangModule()
    {
        var module = YangModule.Generate(Catalog.Find("small")!.Package);

        module.ShouldContain("range \"1..16\";");
        module.ShouldContain("enum \"right\";");
        module.ShouldContain("pattern \"[a-z]+\\\\d*\";");
    }

    [Fact]
    public void ProfilesOf_PackageOnAnother_AreItsOwnFirst()
    {
        const string Upper = "package: upper\nversion: 1.0.0\nrevision: 2026-01-31\nrequires: {small: \"*\"}\nprofiles: {platinum: Better than the best., gold: The best here.}\n";

        Catalog.Replace([("u.yaml", Upper)]).Catalog.ProfilesOf("upper").Select(profile => profile.Name).ShouldBe(["platinum", "gold", "bronze"]);
    }

    private static PackageCatalog Catalog
    {
        get
        {
            var change = PackageCatalog.Empty.Replace([("f.yaml", Valid)]);
            change.Errors.ShouldBeEmpty(string.Join('\n', change.Errors));
            return change.Catalog;
        }
    }

    private static SubserviceType Box { get; } = Catalog.FindSubservice("box")!;
}
