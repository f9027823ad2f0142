using System.Collections.Immutable;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.MetricResolution;

namespace RouterAlertAssurance.Heuristics.Tests.Decomposition;

public sealed class IntentTests
{
    private const string Package = """
        package: soft
        version: 1.0.0
        revision: 2026-01-31
        profiles: {gold: Dear.}
        subservices:
          line:
            label: Line of {device}
            owner: device
            parameters: [{name: device, type: device}]
            thresholds:
              max-delay: {value: 50 ms, profiles: {gold: 30 ms}}
              min-rate: {value: 8 Mbit/s}
              mode: {value: auto}
        services:
          feed:
            label: Feed {name}
            owner: device
            parameters: [{name: device, type: device}, {name: backup, type: device, required: false}]
            intents:
              latency: {unit: ms, sets: {line: max-delay}}
              jitter: {unit: ms, sets: {line: max-delay}}
              bandwidth: {unit: Mbit/s, stricter: higher, sets: {line: min-rate}}
            dependencies:
              - {subservice: line, with: {device: "{device}"}}
              - {subservice: line, type: informational, with: {device: "{backup}"}}
        """;

    [Fact]
    public void Of_Intent_SetsThresholdsInTheUnitOfThePackageOnImpactingNodes()
    {
        var thresholds = Thresholds(("latency", "0.02 s"), ("bandwidth", "1 Gbit/s"));

        thresholds.Select(threshold => $"{threshold.Node} {threshold.Threshold} {threshold.Value} {threshold.Unit}")
            .ShouldBe(["line[pe1] max-delay 20 ms", "line[pe1] min-rate 1000 Mbit/s"]);
    }

    [Fact]
    public void Of_TwoIntentsForOneThreshold_TheStricterCounts() =>
        Thresholds(("latency", "20 ms"), ("jitter", "5 ms")).ShouldHaveSingleItem().Intent.ShouldBe("jitter");

    [Fact]
    public void Of_IntentThatThePackageNoLongerTakes_SetsNothing() => Thresholds(("colour", "20 ms"), ("latency", "blue")).ShouldBeEmpty();

    [Theory]
    [InlineData("20 ms", null)]
    [InlineData("0.1s", null)]
    [InlineData("20", "'20' has no unit; latency is given in ms, such as 20 ms")]
    [InlineData("20 packets", "'packets' does not convert into ms, which latency is given in, such as 20 ms")]
    [InlineData("-20 ms", "'-20 ms' is not a number of 0 or more with its unit, such as 20 ms")]
    [InlineData("fast", "'fast' is not a number of 0 or more with its unit, such as 20 ms")]
    [InlineData("", "'' is not a number of 0 or more with its unit, such as 20 ms")]
    [InlineData("1.2.3 ms", "'1.2.3 ms' is not a number of 0 or more with its unit, such as 20 ms")]
    public void Read_Value(string text, string? error) =>
        IntentValue.Read(Catalog().FindService("feed")!.Intents["latency"], text, out _).ShouldBe(error);

    [Fact]
    public void Constants_SetForANode_ComeBeforeTheProfile()
    {
        var type = Catalog().FindSubservice("line")!;
        var set = new Dictionary<string, ExpressionConstant> { ["max-delay"] = ExpressionConstant.Of(7, "ms"), ["min-rate"] = ExpressionConstant.Of(7, "s") };

        var constants = ThresholdResolver.Constants(type, "gold", set);

        (constants["max-delay"].Number, constants["min-rate"].Number).ShouldBe((7, 8));
    }

    [Theory]
    [InlineData("{line: max-delay}}\n      jitter", "{lime: max-delay}}\n      jitter", "f.yaml:20:34: services.feed.intents.latency.sets: unknown subservice type 'lime' (did you mean 'line'?)")]
    [InlineData("{line: max-delay}}\n      jitter", "{line: max-dela}}\n      jitter", "f.yaml:20:40: services.feed.intents.latency.sets.line: unknown threshold of 'line': 'max-dela' (did you mean 'max-delay'?)")]
    [InlineData("{line: max-delay}}\n      jitter", "{line: mode}}\n      jitter", "f.yaml:20:40: services.feed.intents.latency.sets.line: threshold 'mode' is in text, and ms does not convert into it (give the intent a unit that does, or set another threshold)")]
    [InlineData("{line: min-rate}", "{line: max-delay}", "f.yaml:22:64: services.feed.intents.bandwidth.sets.line: threshold 'max-delay' is in ms, and Mbit/s does not convert into it (give the intent a unit that does, or set another threshold)|f.yaml:22:64: services.feed.intents.bandwidth.sets.line: intent 'latency' sets 'max-delay' too, and they disagree on which value is stricter (write the same 'stricter' at both)")]
    [InlineData("jitter: {unit: ms", "jitter: {unit: mms", "f.yaml:21:22: services.feed.intents.jitter.unit: unknown unit 'mms' (such as s, ms, %, ratio, packets, bytes, errors, packets/s or Mbit/s)")]
    [InlineData("stricter: higher", "stricter: more", "f.yaml:22:43: services.feed.intents.bandwidth.stricter: unknown stricter 'more' (known: higher, lower)")]
    [InlineData("jitter: {unit: ms, sets: {line: max-delay}}", "jitter: {unit: ms}", "f.yaml:21:15: services.feed.intents.jitter: key 'sets' is missing (add it)")]
    public void Load_WrongIntent_IsRefusedAtItsPlace(string good, string bad, string expected) =>
        string.Join('|', TestPackages.Base.Replace([("f.yaml", Package.Replace(good, bad, StringComparison.Ordinal))]).Errors).ShouldBe(expected);

    private static PackageCatalog Catalog()
    {
        var change = TestPackages.Base.Replace([("f.yaml", Package)]);
        change.Errors.ShouldBeEmpty();
        return change.Catalog;
    }

    private static ImmutableArray<IntentThreshold> Thresholds(params (string Name, string Value)[] intent)
    {
        var service = new ServiceInstance("feed", "news", new Dictionary<string, string> { ["device"] = "pe1", ["backup"] = "pe2" })
        {
            Intent = intent.ToDictionary(pair => pair.Name, pair => pair.Value),
        };
        var result = new Decomposer(Heuristics.Facts.FactBase.Empty, Catalog(), new Dictionary<string, DeviceInfo>()).Decompose(service);
        result.Nodes.Length.ShouldBe(3);
        return IntentThresholds.Of(service, result, Catalog());
    }
}
