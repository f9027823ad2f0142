using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>
/// A network in which nothing is wrong, with the traffic of every day, for half an hour: nobody may say that something is. Run by <c>./test.sh long</c>;
/// the environment variable RAA_LONG_MINUTES sets another time.
/// </summary>
[Place(90)]
[Trait("Length", "long")]
public sealed class LongHealthyTests(AssuredLab lab)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    private static TimeSpan Length => TimeSpan.FromMinutes(
        double.Parse(Environment.GetEnvironmentVariable("RAA_LONG_MINUTES") ?? "30", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task HealthyNetwork_ForHalfAnHour_NoSymptomAtAll()
    {
        await lab.CalmAsync();
        var services = new List<TemporaryService>();
        try
        {
            foreach (var (type, parameters) in LabServices.All)
            {
                services.Add(await TemporaryService.DefineAsync(lab, type, "long", parameters));
            }

            // New services read their inputs for the first time meanwhile.
            await Task.Delay(Settling);
            var began = TimeProvider.System.GetUtcNow();
            while (TimeProvider.System.GetUtcNow() - began < Length)
            {
                await Task.Delay(Pause);
            }

            string[] names = [AssuredLab.Blue, "rao-transit/acme", "rsvp-path/core", .. services.Select(service => service.Name)];
            var symptoms = (await Task.WhenAll(names.Select(name => lab.Api.HistoryAsync(name, began)))).SelectMany(history => SymptomsSince(history, began)).Distinct().ToList();
            symptoms.ShouldBeEmpty($"symptoms of a healthy network within {Length.TotalMinutes} min");
            (await Task.WhenAll(names.Select(name => lab.Api.GraphAsync(name)))).SelectMany(Node.Ill).ShouldBeEmpty();
        }
        finally
        {
            foreach (var service in services)
            {
                await service.DisposeAsync();
            }
        }
    }

    private static IEnumerable<string> SymptomsSince(HealthHistory history, DateTimeOffset began) => history.Episodes
        .Where(episode => episode.Symptom.Stop is null || episode.Symptom.Stop > began)
        .Select(episode => $"{Node.NameOf(episode.Subservice)} {episode.Symptom.Id} -{episode.Symptom.Weight} {episode.Symptom.Text} from {episode.Symptom.Start:O} to {episode.Symptom.Stop?.ToString("O") ?? "now"}");
}
