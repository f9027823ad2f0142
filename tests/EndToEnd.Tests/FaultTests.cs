using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>Every fault of the lab: seen in time, at the right nodes, with the right cause, and gone when it is cleared.</summary>
[Place(10)]
public sealed class FaultTests(AssuredLab lab)
{
    private static readonly TimeSpan DetectionLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Faults => [.. FaultTable.Faults.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_OnAndOff_LowersTheRightNodesAndIsForgotten(string name)
    {
        await lab.CalmAsync();
        using var yang = await YangValidator.CreateAsync(lab.Api);
        var expected = FaultTable.Faults[name];

        await using var fault = await AssuredLab.FaultAsync(name);
        var detection = await lab.ExpectAsync(
            async () => expected.MissingIn(await lab.Api.GraphAsync(AssuredLab.Blue)), DetectionLimit, $"the fault {name} is not fully seen");
        Figures.Add($"{name}: command to symptom and causes", detection, DetectionLimit);
        await CheckAllDatastoresAsync(yang);

        await fault.OffAsync();
        var recovery = await lab.ExpectAsync(async () => Node.Ill(await lab.Api.GraphAsync(AssuredLab.Blue)), RecoveryLimit, $"clearing {name} does not restore every node");
        Figures.Add($"{name}: cleared to every node at 100", recovery);
    }

    // Judged over a minute; lab/test has its effect and the package's fixtures what is concluded from it.
    private const string TestedByTheLabOnly = "interface-busy";

    [Fact]
    public async Task Faults_OfTheLab_AreAllInATable()
    {
        await lab.ReadyAsync();
        var listed = Directory.GetFiles(TestKit.RepositoryPaths.Combine("lab", "faults"), "*.sh").Select(file => Path.GetFileNameWithoutExtension(file));
        FaultTable.Faults.Keys.Concat(GraphChangeTests.Changes).Append(GraphChangeTests.FaultOfOspf).Concat(OverlayFaultTests.Names).Append(FlappingTests.Fault).Append(TestedByTheLabOnly)
            .Order(StringComparer.Ordinal).ShouldBe(listed.Order(StringComparer.Ordinal));
    }

    private async Task CheckAllDatastoresAsync(YangValidator yang)
    {
        await yang.CheckDatastoreAsync(lab.Api);
        foreach (var device in (string[])["pe1", "pe2", "p1"])
        {
            using var agent = lab.Product.Agent(device);
            await yang.CheckDatastoreAsync(agent);
        }
    }
}
