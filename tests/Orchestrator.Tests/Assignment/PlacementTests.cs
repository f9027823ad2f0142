using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Assignment;

namespace RouterAlertAssurance.Orchestrator.Tests.Assignment;

/// <summary>Placement and slices over random networks.</summary>
public sealed class PlacementTests
{
    private const int Devices = 6;

    [Fact]
    public void Place_AnyNetwork_GivesEachNodeOfADefinedDeviceOneOwner() => Check(network =>
    {
        var owners = network.Place();
        network.OwnerDevices.All(node => owners.ContainsKey(node.Key) == network.Devices.Any(device => device.Name == node.Value)).ShouldBeTrue();
        owners.Keys.All(network.OwnerDevices.ContainsKey).ShouldBeTrue();
    });

    [Fact]
    public void Place_InAnyOrder_GivesTheSame() => Check(network =>
    {
        var reversed = network with { Devices = [.. network.Devices.Reverse()], Agents = [.. network.Agents.Reverse()] };

        (reversed with { OwnerDevices = network.OwnerDevices.Reverse().ToDictionary() }).Place().ShouldBe(network.Place());
    });

    [Fact]
    public void Slice_OfAnyAgent_IsClosedAndItsNodesAreOwnedOrShadows() => Check(network =>
    {
        var owners = network.Place();
        foreach (var agent in owners.Values.Distinct())
        {
            var slice = SliceContent.Of(agent, network.Graph, owners, network.Agents);
            var ids = slice.Nodes.Select(node => node.Id).ToHashSet();
            slice.Nodes.SelectMany(node => node.Dependencies).All(edge => ids.Contains(edge.Target)).ShouldBeTrue();
            var shadows = slice.Shadows.Select(shadow => new SubserviceId(shadow.Type, shadow.Id)).ToList();
            slice.Owned.Concat(shadows).Order().ShouldBe(ids.Order());
            slice.Shadows.ShouldAllBe(shadow => shadow.Agent == owners.GetValueOrDefault(new SubserviceId(shadow.Type, shadow.Id), SliceContent.Nobody));
            slice.Peers.Select(peer => peer.Agent).ShouldBeSubsetOf(slice.Shadows.Select(shadow => shadow.Agent));
        }
    });

    [Fact]
    public void Slices_OfAllAgents_EvaluateEachOwnedNodeOnce() => Check(network =>
    {
        var owners = network.Place();
        owners.Values.Distinct()
            .SelectMany(agent => SliceContent.Of(agent, network.Graph, owners, network.Agents).Owned)
            .Order()
            .ShouldBe(owners.Keys.Order());
    });

    [Fact]
    public void With_OtherOwners_IsAsPlacedAnew() => Check(network =>
    {
        var other = network with { Devices = [.. network.Devices.Skip(1)], Agents = [.. network.Agents.Reverse().Skip(1)] };
        var agentOf = Placement.AgentsOf(other.Devices, other.Agents);
        var (before, after) = (network.Place(), other.Place());

        var next = before.With(network.OwnerDevices.Select(node => (node.Key, agentOf.GetValueOrDefault(node.Value))), out var changed);

        next.ShouldBe(after);
        changed.Order().ShouldBe(network.OwnerDevices.Keys.Where(node => before.GetValueOrDefault(node) != after.GetValueOrDefault(node)).Order());
        before.Values.Concat(after.Values).Distinct().ShouldAllBe(agent => next.OwnedBy(agent).SequenceEqual(after.OwnedBy(agent)));
    });

    [Theory]
    [InlineData("named", "named")]
    [InlineData(null, "d1")]
    public void AgentOf_NoAgentRegistered_IsTheNamedOneOrTheDevicesOwn(string? named, string expected) =>
        Placement.AgentsOf([new DeviceDefinition { Name = "d1", Agent = named }], [])["d1"].ShouldBe(expected);

    [Fact]
    public void AgentOf_SeveralObserveTheDevice_IsTheFirstByName()
    {
        AgentRegistration[] agents = [new() { Id = "z", Devices = ["d1"] }, new() { Id = "b", Devices = ["d1"] }, new() { Id = "a", Devices = ["d2"] }];

        Placement.AgentsOf([new DeviceDefinition { Name = "d1" }], agents)["d1"].ShouldBe("b");
        Placement.AgentsOf([new DeviceDefinition { Name = "d1" }], [.. agents, new() { Id = "d1" }])["d1"].ShouldBe("d1");
    }

    private static void Check(Action<Network> property) => Prop.ForAll(Networks().ToArbitrary(), network =>
    {
        property(network);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithQuietOnSuccess(true));

    private static Gen<Network> Networks() =>
        from size in Gen.Choose(0, 25)
        from edges in Gen.Choose(0, 99).ArrayOf(size * 2)
        from places in Gen.Choose(0, Devices - 1).ArrayOf(size)
        from defined in Gen.Choose(0, Devices)
        from named in Gen.Choose(0, 3).ArrayOf(Devices)
        from registered in Gen.Choose(0, Devices)
        select Network.Of(size, edges, places, defined, named, registered);

    private sealed record Network(
        AssuranceGraph Graph, IReadOnlyDictionary<SubserviceId, string> OwnerDevices, DeviceDefinition[] Devices, AgentRegistration[] Agents)
    {
        public NodeOwners Place()
        {
            var agentOf = Placement.AgentsOf(Devices, Agents);
            return NodeOwners.None.With(OwnerDevices.Select(node => (node.Key, agentOf.GetValueOrDefault(node.Value))), out _);
        }

        public static Network Of(int size, int[] edges, int[] places, int defined, int[] named, int registered)
        {
            // An edge leads to a node of a lower number, so the graph has no loop.
            var nodes = Enumerable.Range(0, size).Select(number => new AssuranceNode
            {
                Id = IdOf(number),
                Label = "",
                Dependencies = [.. edges.Skip(number * 2).Take(number == 0 ? 0 : 2).Select(edge => edge % number).Distinct().Select(target => new Dependency(IdOf(target), DependencyType.Impacting))],
            });
            return new(
                AssuranceGraph.Empty.Apply(new([.. nodes], []), DateTimeOffset.UnixEpoch).Graph,
                Enumerable.Range(0, size).ToDictionary(IdOf, number => $"d{places[number]}"),
                [.. Enumerable.Range(0, defined).Select(number => new DeviceDefinition { Name = $"d{number}", Agent = named[number] == 0 ? null : $"a{named[number]}" })],
                [.. Enumerable.Range(0, registered).Select(number => new AgentRegistration { Id = $"a{number}", Endpoint = $"unix:/a{number}", Devices = [$"d{number}", "d0"] })]);
        }

        private static SubserviceId IdOf(int number) => new("node", $"n{number:D3}");
    }
}
