using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.MetricResolution;

namespace RouterAlertAssurance.Heuristics.Tests.MetricResolution;

public sealed class MetricBinderTests
{
    [Fact]
    public void Bind_Interface_HasBothImplementationsInOrder()
    {
        var binding = Bind("interface", new() { ["device"] = "pe1", ["interface"] = "to-p1" });

        var input = binding.Inputs.Single(candidate => candidate.Name == "oper-up");
        input.Required.ShouldBeTrue();
        input.Implementations.Select(implementation => $"{implementation.Source} {implementation.Read} {implementation.Arguments["interface"]}")
            .ShouldBe(["rtnetlink link/oper-up to-p1", "ip-json link/oper-up to-p1"]);
    }

    [Fact]
    public void Bind_DeviceWithControlGroups_ReadsThemAndNotProc()
    {
        var binding = Bind("device", new() { ["device"] = "pe1" }, ("cgroup-memory", "/m"), ("cgroup-cpu", "/c"), ("cgroup-cpuacct", "/a"));

        // What belongs to the machine is not read on a device that is a part of it.
        binding.NotApplicable.Order().ShouldBe(["blocked", "clock-error", "file-descriptors", "io-pressure", "load", "memory-available", "processors", "uptime"]);
        binding.Inputs.Select(input => $"{input.Name}: {string.Join(" ", input.Implementations.Select(implementation => implementation.Name))}")
            .ShouldBe(["connections-tracked: procfs", "cpu: cgroup-cpuacct cgroup", "memory-used: cgroup"]);
        binding.Inputs.Single(input => input.Name == "cpu").Implementations[0].Arguments.ShouldBe([new("cpu", "/c"), new("cpuacct", "/a")]);
    }

    [Fact]
    public void Bind_DeviceWithoutControlGroups_ReadsProc()
    {
        var binding = Bind("device", new() { ["device"] = "host" });

        binding.NotApplicable.ShouldBe(["memory-used"]);
        binding.Inputs.SelectMany(input => input.Implementations).Select(implementation => implementation.Source).Distinct().ShouldBe(["procfs", "clock"]);
    }

    [Fact]
    public void Bind_Router_UsesItsPathspace() =>
        Bind("is-is", new() { ["device"] = "pe1", ["instance"] = "CORE" }, ("frr-pathspace", "raa-pe1")).Inputs
            .SelectMany(input => input.Implementations).ShouldAllBe(implementation => implementation.Arguments["pathspace"] == "raa-pe1");

    [Fact]
    public void Bind_Probe_TakesAddressesFromTheNode()
    {
        var binding = Bind("ip-connectivity", new() { ["device1"] = "a", ["address1"] = "10.0.0.1", ["device2"] = "b", ["address2"] = "10.0.0.2" });

        var loss = binding.Inputs.Single(input => input.Name == "loss");
        loss.Device.ShouldBe("a");
        loss.Implementations.ShouldHaveSingleItem().Arguments.ShouldBe([new("destination", "10.0.0.2"), new("source", "10.0.0.1")]);
    }

    private static NodeBinding Bind(string type, Dictionary<string, string> parameters, params (string Name, string Value)[] characteristics)
    {
        var device = parameters.GetValueOrDefault("device", "a");
        var info = new DeviceInfo(device, characteristics.ToDictionary(pair => pair.Name, pair => pair.Value));
        return MetricBinder.Bind(TestPackages.Base.FindSubservice(type)!, parameters, new Dictionary<string, DeviceInfo> { [device] = info }, TestPackages.Base);
    }
}
