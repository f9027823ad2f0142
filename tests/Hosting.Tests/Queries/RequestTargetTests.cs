using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Hosting.Queries;

namespace RouterAlertAssurance.Hosting.Tests.Queries;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/api/things/route/pe1%2F10.0.0.1%252F32?at=1", "route pe1/10.0.0.1%2F32")]
    [InlineData("/api/things/route/pe1/10.0.0.1%252F32", "route pe1/10.0.0.1%2F32")]
    [InlineData("/API/Things/a%20b/c", "a b c")]
    [InlineData("/api/things/route", "nothing")]
    [InlineData("/api/things/route/", "nothing")]
    public async Task Pair_PathAsSent_IsDecodedOnce(string path, string expected)
    {
        await using var service = await TestService.StartAsync(app => app.MapGet("/api/things/{**rest}", (HttpContext context) =>
            RequestTarget.Pair(context, "/api/things/") is var (type, id) ? $"{type} {id}" : "nothing"));

        (await service.Client.GetStringAsync(path, TestContext.Current.CancellationToken)).ShouldBe(expected);
    }

    [Fact]
    public async Task After_Path_StaysEncoded()
    {
        await using var service = await TestService.StartAsync(app => app.MapGet("/data/{**rest}", (HttpContext context) => RequestTarget.After(context, "/data")));

        (await service.Client.GetStringAsync("/data/a=b%2Fc,d?x=/data/y", TestContext.Current.CancellationToken)).ShouldBe("a=b%2Fc,d");
    }
}
