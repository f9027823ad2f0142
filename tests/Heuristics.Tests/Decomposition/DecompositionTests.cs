using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Tests.Decomposition;

public sealed class DecompositionTests
{
    public static TheoryData<string> Cases() => [.. DecompositionCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decompose_Case_GivesExpectedGraph(string name)
    {
        var path = Path.Combine(DecompositionCase.Folder, name, "expected.txt");
        var actual = DecompositionCase.Print(DecompositionCase.Read(name).Decompose());

        // A new case: write what came out, read it, and fail once.
        if (!File.Exists(path))
        {
            File.WriteAllText(path, actual);
            Assert.Fail($"{path} did not exist and was written; check it");
        }

        actual.Split('\n').ShouldBe(File.ReadAllText(path).Split('\n'));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decompose_Case_HasEveryTargetAndOwner(string name)
    {
        var result = DecompositionCase.Read(name).Decompose();
        var nodes = result.Nodes.Select(node => node.Id).ToHashSet();

        nodes.Count.ShouldBe(result.Nodes.Length);
        result.OwnerDevices.Length.ShouldBe(result.Nodes.Length);
        result.Nodes.SelectMany(node => node.Dependencies).ShouldAllBe(edge => nodes.Contains(edge.Target));
    }

    [Fact]
    public void Decompose_RuleWithTransform_SetsItOnTheEdge()
    {
        var package = TestPackages.Feed("""
            dependencies:
              - {subservice: device, with: {device: "{device}"}, transform: {100: 100, 0: 50}}
            """);
        var catalog = TestPackages.Base.Replace([("soft.yaml", package)]).Catalog;
        var service = new ServiceInstance("feed", "news", new Dictionary<string, string> { ["device"] = "pe1" });

        var result = new Decomposer(FactBase.Empty, catalog, new Dictionary<string, DeviceInfo>()).Decompose(service);

        result.Nodes[0].Dependencies.ShouldHaveSingleItem().Transform!.ToString().ShouldBe("0:50 100:100");
    }

    [Fact]
    public void Decompose_ServiceNode_CarriesServiceAndInstanceNameOnly()
    {
        var node = DecompositionCase.Read("figure-2-is-is").Decompose().Nodes[0];

        node.Id.ShouldBe(SubserviceId.ForService("tunnel", "blue"));
        node.Parameters.ShouldBe([new("instance-name", "blue"), new("service", "tunnel")]);
    }
}
