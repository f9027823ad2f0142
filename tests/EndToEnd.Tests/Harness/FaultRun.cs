namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>A fault of the lab switched on and off again: seen at the tunnel in time as expected, valid in every datastore meanwhile, and forgotten.</summary>
internal static class FaultRun
{
    private static readonly TimeSpan DetectionLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    public static async Task OnAndOffAsync(AssuredLab lab, string name, Expectation expected)
    {
        using var yang = await YangValidator.CreateAsync(lab.Api);

        await using var fault = await AssuredLab.FaultAsync(name);
        var detection = await lab.ExpectAsync(
            async () => expected.MissingIn(await lab.Api.GraphAsync(AssuredLab.Blue)), DetectionLimit, $"the fault {name} is not fully seen");
        Figures.Add($"{name}: command to symptom and causes", detection, DetectionLimit);
        await CheckDatastoresAsync(lab, yang);

        await fault.OffAsync();
        var recovery = await lab.ExpectAsync(async () => Node.Ill(await lab.Api.GraphAsync(AssuredLab.Blue)), RecoveryLimit, $"clearing {name} does not restore every node");
        Figures.Add($"{name}: cleared to every node at 100", recovery);
    }

    private static async Task CheckDatastoresAsync(AssuredLab lab, YangValidator yang)
    {
        await yang.CheckDatastoreAsync(lab.Api);
        foreach (var device in (string[])["pe1", "pe2", "p1"])
        {
            using var agent = lab.Product.Agent(device);
            await yang.CheckDatastoreAsync(agent);
        }
    }
}
