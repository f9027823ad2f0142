using System.Net;
using Npgsql;
using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Flow;

public sealed class DatabaseTests : OrchestratorTest
{
    [Fact]
    public async Task Database_ThatComesLate_IsWaitedFor()
    {
        await AllowAsync(false);
        var orchestrator = Keep(await TestOrchestrator.StartAsync(Folder, Database));

        (await orchestrator.Http.GetAsync("health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await orchestrator.Http.GetAsync("health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await orchestrator.Http.GetAsync("api/v1/devices")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await orchestrator.Http.GetAsync("api/v1/packages")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await AllowAsync(true);

        await orchestrator.ReadyAsync();
        await orchestrator.Http.DefineDevicesAsync("pe1");
    }

    [Fact]
    public async Task Database_ThatGoesAway_LosesNothingAcknowledgedAndComesBack()
    {
        var orchestrator = await StartAsync();
        await orchestrator.Http.DefineDevicesAsync("pe1");
        await AllowAsync(false);

        using var refused = await orchestrator.Http.PutAsync("api/v1/devices/pe2", "{}");
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await orchestrator.Http.GetJsonAsync("api/v1/devices")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await orchestrator.Http.GetAsync("health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        await AllowAsync(true);
        await orchestrator.ReadyAsync();
        await orchestrator.Http.PutOkAsync("api/v1/devices/pe3", "{}");
        (await orchestrator.Http.GetJsonAsync("api/v1/devices")).GetProperty("items").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Definitions_AfterARestart_AreAsTheyWere()
    {
        var first = await StartAsync();
        await first.Http.DefineDevicesAsync("pe1", "pe2");
        await first.Http.PutOkAsync("api/v1/services/link/blue", Calls.Link);
        var before = (await first.Http.GetJsonAsync("api/v1/services/link/blue")).ToString();
        await first.DisposeAsync();

        var second = await StartAsync();

        (await second.Http.GetJsonAsync("api/v1/services/link/blue")).ToString().ShouldBe(before);
    }

    // The only way to take a database away from a server that other tests share.
    private async Task AllowAsync(bool isAllowed)
    {
        var connection = new NpgsqlConnectionStringBuilder(Database);
        var name = connection.Database!;
        connection.Database = "postgres";
        await using var source = NpgsqlDataSource.Create(connection.ConnectionString);
        await using var alter = source.CreateCommand($"alter database \"{name}\" allow_connections {isAllowed}");
        await alter.ExecuteNonQueryAsync();
        await using var end = source.CreateCommand($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        await end.ExecuteNonQueryAsync();
    }
}
