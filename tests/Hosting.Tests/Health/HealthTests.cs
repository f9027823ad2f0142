using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Hosting.Health;

namespace RouterAlertAssurance.Hosting.Tests.Health;

public sealed class HealthTests
{
    private CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_NotReady_IsStill200()
    {
        await using var service = await StartAsync(new Check("database", _ => new(ReadinessResult.NotReady("down"))));

        (await GetAsync(service, "health/live", HttpStatusCode.OK)).Status.ShouldBe("ok");
    }

    [Fact]
    public async Task Ready_AllChecksPass_Is200()
    {
        await using var service = await StartAsync(new Check("database", _ => new(ReadinessResult.Ready("version 15"))));

        var report = await GetAsync(service, "health/ready", HttpStatusCode.OK);

        report.Checks.ShouldBe([new HealthReportCheck("database", "ok", "version 15")]);
    }

    [Fact]
    public async Task Ready_OneCheckFailsOneThrowsOneHangs_Is503AndNamesEach()
    {
        await using var service = await StartAsync(
            new Check("good", _ => new(ReadinessResult.Ready())),
            new Check("failing", _ => new(ReadinessResult.NotReady("no connection since 12:00"))),
            new Check("throwing", _ => throw new InvalidOperationException("secret")),
            new Check("hanging", async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return default;
            }));

        var report = await GetAsync(service, "health/ready", HttpStatusCode.ServiceUnavailable);

        report.Status.ShouldBe("failed");
        report.Checks.Select(check => check.Status).ShouldBe(["ok", "failed", "failed", "failed"]);
        report.Checks[1].Detail.ShouldBe("no connection since 12:00");
        report.Checks[2].Detail!.ShouldNotContain("secret");
        report.Checks[3].Detail!.ShouldContain("no answer");
    }

    [Fact]
    public async Task Version_NamesServiceAndVersion()
    {
        await using var service = await StartAsync();

        var report = JsonSerializer.Deserialize(await service.Client.GetStringAsync("api/v1/version", Cancellation), HealthJsonContext.Default.VersionReport);

        report.ShouldBe(new VersionReport("test", typeof(HealthReport).Assembly.GetName().Version!.ToString(3)));
    }

    private static Task<TestService> StartAsync(params Check[] checks) => TestService.StartAsync(services: services =>
        Array.ForEach(checks, check => services.AddSingleton<IReadinessCheck>(check)));

    private async Task<HealthReport> GetAsync(TestService service, string path, HttpStatusCode status)
    {
        using var response = await service.Client.GetAsync(path, Cancellation);
        response.StatusCode.ShouldBe(status);
        return JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(Cancellation), HealthJsonContext.Default.HealthReport)!;
    }

    private sealed class Check(string name, Func<CancellationToken, ValueTask<ReadinessResult>> check) : IReadinessCheck
    {
        public string Name => name;

        public ValueTask<ReadinessResult> CheckAsync(CancellationToken cancellationToken) => check(cancellationToken);
    }
}
