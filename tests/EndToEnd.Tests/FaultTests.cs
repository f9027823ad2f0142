using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>Every fault of the lab: seen in time, at the right nodes, with the right cause, and gone when it is cleared.</summary>
[Place(10)]
public sealed class FaultTests(AssuredLab lab)
{
    public static TheoryData<string> Faults => [.. FaultTable.Faults.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_OnAndOff_LowersTheRightNodesAndIsForgotten(string name)
    {
        await lab.CalmAsync();
        await FaultRun.OnAndOffAsync(lab, name, FaultTable.Faults[name]);
    }

    // Judged over a minute; lab/test has its effect and the package's fixtures what is concluded from it.
    private const string TestedByTheLabOnly = "interface-busy";

    [Fact]
    public async Task Faults_OfTheLab_AreAllInATable()
    {
        await lab.ReadyAsync();
        var listed = Directory.GetFiles(TestKit.RepositoryPaths.Combine("lab", "faults"), "*.sh").Select(file => Path.GetFileNameWithoutExtension(file));
        FaultTable.Faults.Keys.Concat(GraphChangeTests.Changes).Append(GraphChangeTests.FaultOfOspf).Concat(OverlayFaultTests.Names).Concat(RouterAlertTable.Faults.Keys).Concat(RouterAlertTable.LongFaults.Keys).Append(FlappingTests.Fault).Append(TestedByTheLabOnly)
            .Order(StringComparer.Ordinal).ShouldBe(listed.Order(StringComparer.Ordinal));
    }
}
