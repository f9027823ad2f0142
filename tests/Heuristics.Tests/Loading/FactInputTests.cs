using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

/// <summary>Inputs that read a fact, from the file to what the agent's source is asked for.</summary>
public sealed class FactInputTests
{
    private const string Package = """
        package: small
        version: 1.0.0
        revision: 2026-01-31
        subservices:
          port:
            label: Port {port} of {device}
            owner: device
            parameters:
              - {name: device, type: device}
              - {name: port, type: text}
              - {name: far, type: ip-address}
            inputs:
              mtu: {fact: interface, where: {device: "{device}", name: "{port}"}, field: mtu}
              protocol: {fact: route, where: {device: "{device}", prefix: {longest-match: "{far}"}, protocol: {not: ""}}, field: protocol, required: false}
              states: {fact: route-nexthop, where: {device: "{device}", prefix: "{far}/32"}, field: state, labels: [interface, gateway], required: false}
            symptoms:
              - {name: low, when: mtu < 1280 bytes, weight: 10, text: "{=mtu}", description: Low.}
              - {name: static, when: protocol == "static", weight: 10, text: static, description: Static.}
              - {name: lost, when: any(states == 'lost' by interface), weight: 10, text: lost, description: Lost., for-each: [interface]}
        """;

    [Theory]
    [InlineData("fact: interface,", "fact: interfaces,", "small.yaml:13:19: subservices.port.inputs.mtu.fact: unknown fact 'interfaces' (did you mean 'interface'?)")]
    [InlineData("fact: interface,", "fact: link-end,", "small.yaml:13:19: subservices.port.inputs.mtu.fact: 'link-end' is derived from the facts of several devices, and the agent of one does not have it (let a decomposition rule find it, and give it to the type as a parameter)")]
    [InlineData("field: mtu}", "field: mut}", "small.yaml:13:82: subservices.port.inputs.mtu.field: unknown field 'mut' (did you mean 'mtu'?)")]
    [InlineData(", field: mtu}", "}", "small.yaml:13:12: subservices.port.inputs.mtu: key 'field' is missing (add it)")]
    [InlineData("name: \"{port}\"", "nam: \"{port}\"", "small.yaml:13:58: subservices.port.inputs.mtu.where: unknown field 'nam' (did you mean 'name'?)")]
    [InlineData("name: \"{port}\"", "name: \"{prot}\"", "small.yaml:13:66: subservices.port.inputs.mtu.where.name: 'prot' is no parameter (did you mean 'port'?)")]
    [InlineData("{device: \"{device}\", name: \"{port}\"}", "{name: \"{port}\"}", "small.yaml:13:37: subservices.port.inputs.mtu.where: the first condition must be that the device is the owner, whose agent has the facts (device: \"{device}\")")]
    [InlineData("{device: \"{device}\", name: \"{port}\"}", "{device: \"{port}\"}", "small.yaml:13:37: subservices.port.inputs.mtu.where: the first condition must be that the device is the owner, whose agent has the facts (device: \"{device}\")")]
    [InlineData("[interface, gateway]", "[interface, gatway]", "small.yaml:15:120: subservices.port.inputs.states.labels[1]: unknown field 'gatway' (did you mean 'gateway'?)")]
    [InlineData("fact: interface,", "metric: m, fact: interface,", "small.yaml:13:30: subservices.port.inputs.mtu.fact: an input reads a metric or a fact, not both (leave one of them out)")]
    [InlineData("fact: interface, ", "", "small.yaml:13:12: subservices.port.inputs.mtu: an input reads a metric or a fact, and key 'metric' or 'fact' is missing (such as {metric: interface-oper-up})")]
    [InlineData("field: mtu}", "field: mtu, with: {device: x}}", "small.yaml:13:93: subservices.port.inputs.mtu.with: only an input that reads a metric has this key (leave it out)")]
    [InlineData("mtu < 1280 bytes", "mtu < 1280", "small.yaml:17:27: subservices.port.symptoms[0].when: the units differ: 'mtu' at 1:1 is in bytes, '1280' at 1:7 is a plain number (write '1280 bytes')")]
    public void Load_OneMistake_IsToldWithItsPlaceAndRemedy(string text, string replacement, string expected)
    {
        Package.ShouldContain(text);

        string.Join('|', PackageLoader.Load([("small.yaml", Package.Replace(text, replacement, StringComparison.Ordinal))]).Errors).ShouldBe(expected);
    }

    [Theory]
    [InlineData("mtu", "interface.mtu", "facts interface.mtu(device=pe1, name=eth0)")]
    [InlineData("protocol", "route.protocol", "facts route.protocol where prefix longest-match, protocol not(device=pe1, prefix=10.0.0.2, protocol=)")]
    [InlineData("states", "route-nexthop.state", "facts route-nexthop.state by gateway, interface(device=pe1, prefix=10.0.0.2/32)")]
    public void Bind_Input_AsksTheSourceForTheFact(string input, string metric, string read)
    {
        var resolved = Bind().Inputs.Single(resolved => resolved.Name == input);

        resolved.Metric.Name.ShouldBe(metric);
        resolved.Device.ShouldBe("pe1");
        var implementation = resolved.Implementations.ShouldHaveSingleItem();
        implementation.ReadKey.ShouldBe(read);
        FactRead.TryParse(implementation.Read)!.Text.ShouldBe(implementation.Read);
    }

    [Theory]
    [InlineData("mtu", ExpressionValueType.Number, "bytes", InputKind.Gauge)]
    [InlineData("protocol", ExpressionValueType.Text, "", InputKind.State)]
    public void Bind_Input_HasTypeAndUnitOfTheField(string input, ExpressionValueType type, string unit, InputKind kind)
    {
        var metric = Bind().Inputs.Single(resolved => resolved.Name == input).Metric;

        (metric.Type, metric.Unit, metric.Kind).ShouldBe((type, unit, kind));
    }

    [Fact]
    public void Rows_LongestMatch_NarrowsInTheOrderWritten()
    {
        var facts = FactBase.From([Route("10.0.0.0/8", "static"), Route("10.0.0.0/24", "isis"), Route("10.0.0.0/24", "bgp"), Route("10.0.0.0/24", "isis", "pe2")]);
        var read = FactRead.TryParse("route.protocol where prefix longest-match, protocol not")!;

        var rows = read.Rows(facts, new Dictionary<string, string> { ["device"] = "pe1", ["prefix"] = "10.0.0.2", ["protocol"] = "bgp" });

        rows.ShouldHaveSingleItem()["protocol"].ShouldBe("isis");
    }

    [Theory]
    [InlineData("")]
    [InlineData("interface")]
    [InlineData("interface.")]
    [InlineData("interface.speed")]
    [InlineData("wire.colour")]
    [InlineData("interface.mtu by colour")]
    [InlineData("interface.mtu where name like")]
    public void TryParse_WhatNoRelationHas_IsNull(string text) => FactRead.TryParse(text).ShouldBeNull();

    [Fact]
    public void TryParse_AnyText_NeverThrowsAndIsCanonical() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        text => FactRead.TryParse("interface.mtu by " + text.Get) is not { } read || FactRead.TryParse(read.Text)!.Text == read.Text).QuickCheckThrowOnFailure();

    private static NodeBinding Bind()
    {
        var load = PackageLoader.Load([("small.yaml", Package)]);
        load.Errors.ShouldBeEmpty();
        var parameters = new Dictionary<string, string> { ["device"] = "pe1", ["port"] = "eth0", ["far"] = "10.0.0.2" };
        return MetricBinder.Bind(load.Package!.Subservices["port"], parameters, new Dictionary<string, DeviceInfo>(), load.Catalog);
    }

    private static Fact Route(string prefix, string protocol, string device = "pe1") => new("route", ImmutableSortedDictionary<string, string>.Empty
        .Add("device", device).Add("prefix", prefix).Add("protocol", protocol));
}
