using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>An interface keeps going down and coming back. The very last, since that is noted for ten minutes after it has ended.</summary>
[Place(100)]
public sealed class FlappingTests(AssuredLab lab)
{
    internal const string Fault = "interface-flapping";
    private const string Symptom = "base/interface.flapping";
    private const int Rounds = 8;
    private static readonly TimeSpan DetectionLimit = TimeSpan.FromSeconds(20);
    private static readonly string Interface = Node.Interface("pe2", "to-p2");

    [Fact]
    public async Task Interface_Flapping_IsNotedAndDataStaysValidMeanwhile()
    {
        await lab.ReadyAsync();
        // While the interface is up too short for routing, nothing of the tunnel stands on it; a host has all its interfaces.
        await using var host = await TemporaryService.DefineAsync(lab, "host", "flapping", new Dictionary<string, string>(StringComparer.Ordinal) { ["device"] = "pe2" });
        using var yang = await YangValidator.CreateAsync(lab.Api);
        using var edge = lab.Product.Agent("pe2");
        using var core = lab.Product.Agent("p2");

        await using var fault = await AssuredLab.FaultAsync(Fault);
        for (var round = 0; round < Rounds; round++)
        {
            await yang.CheckDatastoreAsync(lab.Api);
            await yang.CheckDatastoreAsync(edge);
            await yang.CheckDatastoreAsync(core);
        }

        await lab.ExpectAsync(async () => (await ActiveAsync(host)).Contains(Symptom) ? [] : [$"{Interface} has no active symptom {Symptom}"], DetectionLimit, "flapping is not seen");

        await fault.OffAsync();
        (await ActiveAsync(host)).ShouldContain(Symptom, "flapping is noted for ten minutes");
    }

    private async Task<IReadOnlyList<string>> ActiveAsync(TemporaryService service)
    {
        var graph = await lab.Api.GraphAsync(service.Name);
        return [.. graph.Nodes.Single(node => Node.NameOf(node) == Interface).Status.Symptoms.Where(symptom => symptom.Stop is null).Select(symptom => symptom.Id)];
    }
}
