using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>
/// Every fault of Router Alert: the right symptoms with their sections, in time, at the right nodes and nowhere else; the services it hurts and no others; and gone when it is
/// cleared.
/// </summary>
[Place(16)]
public sealed class RouterAlertFaultTests(AssuredLab lab)
{
    private static readonly TimeSpan SeenLimit = TimeSpan.FromSeconds(15);

    /// <summary>A round that the fault cuts in two tells nothing. The next one begins a period of 10 s later; a protocol's part of it is 3 s, and reading takes 2 s.</summary>
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan ClearLimit = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Faults => [.. RouterAlertTable.Faults.Keys];

    public static TheoryData<string> LongFaults => [.. RouterAlertTable.LongFaults.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Fault_OnAndOff_IsToldWhereItIsAndForgotten(string name) => OnAndOffAsync(name, RouterAlertTable.Faults[name]);

    [Theory]
    [MemberData(nameof(LongFaults))]
    [Trait("Length", "long")]
    public Task RarerFault_OnAndOff_IsToldWhereItIsAndForgotten(string name) => OnAndOffAsync(name, RouterAlertTable.LongFaults[name]);

    // The multicast daemon takes all IGMP with the option, fault or no fault: that matters where somebody relies on it.
    [Fact]
    [Trait("Length", "long")]
    public async Task Daemon_ThatTakesTransitIgmp_IsToldWhereAServiceAsksForIt()
    {
        const string name = "rao-pimd-punts";
        await lab.CalmAsync();
        await using var fault = await AssuredLab.FaultAsync(name);
        await using (await TemporaryService.DefineAsync(lab, "rao-transit", name, LabServices.TransitOfIgmp, isHealthy: false))
        {
            // Two ways at one agent share its time: the period is twice as long, and the first round begins when the agents have their tasks.
            var probed = await lab.ExpectAsync(async () => AlertExpectation.Missing(await lab.NodesAsync(), RouterAlertTable.TakenByDaemon), ProbeLimit * 2, "the probes do not tell that IGMP is taken");
            Figures.Add($"{name}: service to verdict of probes", probed, ProbeLimit * 2);
        }

        await fault.OffAsync();
        await lab.ExpectAsync(async () => [.. await StillThereAsync(), .. await lab.IllServicesAsync()], ClearLimit, "something is left of a service that is gone");
    }

    [Fact]
    [Trait("Length", "long")]
    public async Task Ipv6Path_OverTheCore_IsProbedAndLosesItsOptionThere()
    {
        const string name = "rao-strip";
        await lab.CalmAsync();
        await using var service = await TemporaryService.DefineAsync(lab, "rsvp-path", "ipv6", LabServices.Ipv6Path);
        (await lab.Api.GraphAsync(service.Name)).Nodes.Select(Node.NameOf).Where(node => node.StartsWith("rao-hop[", StringComparison.Ordinal))
            .ShouldBe(["rao-hop[p1/fd00:255::2/pe2/ipv6/rsvp/rsvp/igmp,mld,rsvp/none]", "rao-hop[p2/fd00:255::2/pe2/ipv6/rsvp/rsvp/igmp,mld,rsvp/none]"], ignoreOrder: true);
        await using (var fault = await AssuredLab.FaultAsync(name))
        {
            // Two ways at one agent share its time: the period is twice as long.
            var probed = await lab.ExpectAsync(async () => AlertExpectation.Missing(await lab.NodesAsync(), RouterAlertTable.Ipv6Stripped.Probed), ProbeLimit * 2, "the probes do not tell that the option is lost over IPv6");
            Figures.Add($"{name}: command to verdict of IPv6 probes", probed, ProbeLimit * 2);
            (await UnprovedAsync(RouterAlertTable.Ipv6Stripped)).ShouldBeEmpty();
            await fault.OffAsync();
        }

        await lab.ExpectAsync(async () => [.. await StillThereAsync(), .. await lab.IllServicesAsync()], ClearLimit, "something is left of the fault");
    }

    private async Task OnAndOffAsync(string name, AlertExpectation expected)
    {
        await lab.CalmAsync();
        await using var service = expected.Service is { } needed ? await TemporaryService.DefineAsync(lab, needed.Type, name, needed.Parameters) : null;
        await lab.ExpectAsync(async () => [.. await StillThereAsync(), .. await lab.IllServicesAsync()], ClearLimit, "something is wrong before the fault");

        var began = TimeProvider.System.GetUtcNow();
        await using var fault = await AssuredLab.FaultAsync(name);
        var seen = await lab.ExpectAsync(async () => AlertExpectation.Missing(await lab.NodesAsync(), expected.Seen), SeenLimit, $"the fault {name} is not fully seen");
        Figures.Add($"{name}: command to symptom", seen, SeenLimit);
        if (expected.Probed.Count > 0)
        {
            var probed = await lab.ExpectAsync(async () => AlertExpectation.Missing(await lab.NodesAsync(), expected.Probed), ProbeLimit - seen, $"the probes do not tell of {name}");
            Figures.Add($"{name}: command to verdict of probes", seen + probed, ProbeLimit);
        }

        await lab.ExpectAsync(() => UnprovedAsync(expected), SeenLimit, $"not every symptom of {name} has packets that prove it");
        await lab.ExpectAsync(() => NotHurtAsync(expected, service), SeenLimit, $"the fault {name} hurts others than it should");
        expected.Unexpected(await lab.NodesAsync()).ShouldBeEmpty($"{name} shows what it should not");
        (await MovedAsync(expected, service, began)).ShouldBeEmpty($"{name} moved what it should not, be it for a moment");

        await fault.OffAsync();
        var cleared = await lab.ExpectAsync(async () => [.. await StillThereAsync(), .. await lab.IllServicesAsync()], ClearLimit, $"clearing {name} does not restore every service");
        Figures.Add($"{name}: cleared to every service at 100", cleared, ClearLimit);
    }

    // As anybody would download them. A router that gets none of the packets has none: one of those with the symptom must.
    private async Task<IReadOnlyList<string>> UnprovedAsync(AlertExpectation expected)
    {
        var found = expected.Found(await lab.NodesAsync()).ToList();
        var files = await Task.WhenAll(found.Select(one => lab.Api.EvidenceAsync(one.Node, one.Symptom)));
        return
        [
            .. found.Zip(files, (one, file) => (one.Node.Type, one.Symptom, Packets: EvidenceFile.Read(file).Count)).GroupBy(one => (one.Type, one.Symptom.Id))
                .Where(same => same.All(one => one.Packets == 0)).Select(same => $"{same.Key.Id}: {same.First().Symptom.Text}"),
        ];
    }

    private async Task<IReadOnlyList<ServiceItem>> ServicesAsync() => (await lab.Api.GetAsync("/api/v1/services", ContractsJson.Default.PageServiceItem)).Items;

    // Of a calm network nothing is expected.
    private async Task<IReadOnlyList<string>> StillThereAsync() => new AlertExpectation().Unexpected(await lab.NodesAsync());

    private async Task<IReadOnlyList<string>> NotHurtAsync(AlertExpectation expected, TemporaryService? service)
    {
        var hurt = expected.Hurt.Select(name => name.Length == 0 ? service!.Name : name).ToHashSet(StringComparer.Ordinal);
        var nodes = await lab.NodesAsync();
        var items = (await ServicesAsync()).Select(item => (Name: $"{item.Type}/{item.Name}", item.Score, item.TopCause)).ToList();
        return
        [
            .. items.Where(item => hurt.Contains(item.Name) && item.Score is < 0 or 100).Select(item => $"{item.Name} is not hurt"),
            .. items.Where(item => hurt.Contains(item.Name) && !expected.Explains(nodes, item.TopCause)).Select(item => $"{item.Name} shows as cause '{item.TopCause}'"),
            .. items.Where(item => !MayMove(item.Name, expected, service) && item.Score != 100).Select(item => $"{item.Name} is at {item.Score}: {item.TopCause}"),
        ];
    }

    private async Task<IReadOnlyList<string>> MovedAsync(AlertExpectation expected, TemporaryService? service, DateTimeOffset began)
    {
        var others = (await ServicesAsync()).Select(item => $"{item.Type}/{item.Name}").Where(name => !MayMove(name, expected, service)).ToList();
        var histories = await Task.WhenAll(others.Select(name => lab.Api.HistoryAsync(name, began)));
        return [.. others.Zip(histories).Where(pair => pair.Second.Scores.Any(point => point.Score != 100)).Select(pair => $"{pair.First}: {string.Join(", ", pair.Second.Scores.Select(point => point.Score))}")];
    }

    private static bool MayMove(string name, AlertExpectation expected, TemporaryService? service) => expected.Hurt.Contains(name) || expected.MayBeHurt.Contains(name) || name == service?.Name;
}
