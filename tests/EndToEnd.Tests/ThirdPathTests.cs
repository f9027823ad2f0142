using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>A path is added and goes down again. Last, since the product remembers for an hour how many paths there were.</summary>
[Place(99)]
public sealed class ThirdPathTests(AssuredLab lab)
{
    private static readonly TimeSpan ChangeLimit = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task EcmpMember_Third_JoinsTheGraphAndNothingIsUnhealthy()
    {
        await lab.CalmAsync();
        var before = TimeProvider.System.GetUtcNow();

        await using var fault = await AssuredLab.FaultAsync("third-path");
        Figures.Add("third-path: command to graph with the member", await UntilAsync(graph => Node.Dependencies(graph, Node.Paths1).Contains(Node.SpareLink)), ChangeLimit);
        await UntilAsync(graph => Node.Ill(graph).Count == 0);
        (await lab.Api.HistoryAsync(AssuredLab.Blue, before)).Scores.ShouldAllBe(point => point.Score == 100);
        Node.Dependencies(await lab.Api.GraphAsync(AssuredLab.Blue, before), Node.Paths1).ShouldNotContain(Node.SpareLink);

        await fault.OffAsync();
        Figures.Add("third-path: cleared to graph without the member", await UntilAsync(graph => !Node.Dependencies(graph, Node.Paths1).Contains(Node.SpareLink)), ChangeLimit);
        (await lab.Api.HistoryAsync(AssuredLab.Blue, before)).Scores.ShouldAllBe(point => point.Score == 100);
    }

    private Task<TimeSpan> UntilAsync(Func<HealthGraph, bool> changed) => lab.ExpectAsync(
        async () => changed(await lab.Api.GraphAsync(AssuredLab.Blue)) ? [] : ["not yet"], ChangeLimit, "the graph is not as expected");
}
