using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

public sealed class BasePackageTests
{
    [Fact]
    public void LoadDirectory_Base_HasNoErrors()
    {
        var result = PackageLoader.LoadDirectory(TestPackages.BaseFolder);

        string.Join('\n', result.Errors).ShouldBe("");
        result.Package!.Name.ShouldBe("base");
        result.Package.Digest.Length.ShouldBe(64);
    }

    [Fact]
    public void Base_HasTheTypesAndParametersOfTheContract()
    {
        var package = TestPackages.Base.Find("base")!.Package;
        var types = package.Subservices.Values.OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => $"{type.Name}({string.Join(", ", type.Parameters.Select(parameter => parameter.Name))})");

        string.Join('\n', types).ShouldBe(
            """
            bgp(device, instance)
            bgp-session(device, peer)
            bridge-domain(device, bridge, remote)
            device(device)
            dns-answer(device, server, name, address)
            dns-name(device, server, name)
            ecmp(device, destination)
            gateway(device, address)
            igmp-membership(device, source, group)
            interface(device, interface)
            ip-connectivity(device1, address1, device2, address2)
            ip-stack(device)
            is-is(device, instance)
            link(device1, interface1, device2, interface2)
            link-mtu(device, interface, peer-mtu)
            multicast-route(device, source, group)
            neighbour(device, interface, address)
            ospf(device, instance)
            pim-neighbour(device, interface, neighbour)
            route(device, prefix)
            tcp-service(device, address, port)
            tcp-stack(device)
            tunnel(device, interface, local-address, remote-address)
            """);
        package.Services.Keys.Order().ShouldBe(["dns", "host", "l2vpn", "multicast", "reachability", "tcp", "tunnel"]);
    }

    [Fact]
    public void Base_Symptoms_AreRaisedBeforeTenSecondsAndDescribed()
    {
        var package = TestPackages.Base.Find("base")!.Package;
        foreach (var symptom in package.Subservices.Values.SelectMany(type => type.Symptoms))
        {
            symptom.RaiseAfter.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(4), symptom.Id);
            symptom.Description.EndsWith('.').ShouldBeTrue(symptom.Id);
            symptom.Text.EndsWith('.').ShouldBeFalse(symptom.Id);
        }
    }

    [Fact]
    public void Base_Types_SayWhatTheyCannotBeUsedOn()
    {
        foreach (var type in TestPackages.Base.Find("base")!.Package.Subservices.Values)
        {
            type.NotSupported.ShouldNotBeEmpty(type.Name);
        }
    }

    [Fact]
    public void Base_Services_SayWhatConfiguredMeans()
    {
        foreach (var type in TestPackages.Base.Find("base")!.Package.Services.Values)
        {
            type.Configured.ShouldNotBeEmpty(type.Name);
        }
    }

    [Fact]
    public void Base_Runbooks_AreSectionsOfTheirPage()
    {
        const string Page = "docs/runbooks/base.md";
        var sections = File.ReadLines(Path.Combine(TestPackages.Root, Page)).Where(line => line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => $"{Page}#{line[3..].ToLowerInvariant().Replace(' ', '-')}").ToList();
        var linked = TestPackages.Base.Find("base")!.Package.Subservices.Values.SelectMany(type => type.Symptoms).ToList();

        linked.Where(symptom => !sections.Contains(symptom.Runbook)).Select(symptom => $"{symptom.Id}: {symptom.Runbook}").ShouldBeEmpty();
        sections.Except(linked.Select(symptom => symptom.Runbook)).ShouldBeEmpty();
    }

    [Fact]
    public void Base_InterfaceMetrics_HaveASecondImplementation()
    {
        var package = TestPackages.Base.Find("base")!.Package;
        foreach (var metric in package.Metrics.Values.Where(metric => metric.Implementations[0].Source == "rtnetlink"))
        {
            metric.Implementations.Select(implementation => implementation.Source).ShouldBe(["rtnetlink", "ip-json"]);
            metric.Implementations[1].Read.ShouldBe(metric.Implementations[0].Read);
        }
    }
}
