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

    private async Task OnAndOffAsync(string name, AlertExpectation expected)
    {
        await lab.CalmAsync();
        await using var service = expected.Service is { } needed ? await TemporaryService.DefineAsync(lab, needed.Type, name, needed.Parameters) : null;
        await lab.ExpectAsync(async () => [.. await StillThereAsync(), .. await lab.IllServicesAsync()], ClearLimit, "something is wrong before the fault");

        await using var fault = await AssuredLab.FaultAsync(name);
        var seen = await lab.ExpectAsync(async () => AlertExpectation.Missing(await lab.NodesAsync(), expected.Seen), SeenLimit, $"the fault {name} is not fully seen");
        Figures.Add($"{name}: command to symptom", seen, SeenLimit);
        if (expected.Probed.Count > 0)
        {
            var probed = await lab.ExpectAsync(async () => AlertExpectation.Missing(await lab.NodesAsync(), expected.Probed), ProbeLimit - seen, $"the probes do not tell of {name}");
            Figures.Add($"{name}: command to verdict of probes", seen + probed, ProbeLimit);
        }

        await lab.ExpectAsync(() => NotHurtAsync(expected, service), SeenLimit, $"the fault {name} hurts others than it should");
        expected.Unexpected(await lab.NodesAsync()).ShouldBeEmpty($"{name} shows what it should not");

        await fault.OffAsync();
        var cleared = await lab.ExpectAsync(async () => [.. await StillThereAsync(), .. await lab.IllServicesAsync()], ClearLimit, $"clearing {name} does not restore every service");
        Figures.Add($"{name}: cleared to every service at 100", cleared, ClearLimit);
    }

    private async Task<IReadOnlyList<ServiceItem>> ServicesAsync() => (await lab.Api.GetAsync("/api/v1/services", ContractsJson.Default.PageServiceItem)).Items;

    // Of a calm network nothing is expected.
    private async Task<IReadOnlyList<string>> StillThereAsync() => new AlertExpectation().Unexpected(await lab.NodesAsync());

    private async Task<IReadOnlyList<string>> NotHurtAsync(AlertExpectation expected, TemporaryService? service)
    {
        var hurt = expected.Hurt.Select(name => name.Length == 0 ? service!.Name : name).ToHashSet(StringComparer.Ordinal);
        var items = (await ServicesAsync()).Select(item => (Name: $"{item.Type}/{item.Name}", item.Score, item.TopCause)).ToList();
        return
        [
            .. items.Where(item => hurt.Contains(item.Name) && item.Score is < 0 or 100).Select(item => $"{item.Name} is not hurt"),
            .. items.Where(item => hurt.Contains(item.Name) && item.TopCause is null).Select(item => $"{item.Name} knows no cause"),
            .. items.Where(item => !hurt.Contains(item.Name) && !expected.MayBeHurt.Contains(item.Name) && item.Name != service?.Name && item.Score != 100).Select(item => $"{item.Name} is at {item.Score}: {item.TopCause}"),
        ];
    }
}
