using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Hosting.Tests.Problems;

public sealed partial class ProblemTests
{
    private CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{", "", 1, "Expected")]
    [InlineData("{\"name\": \"a\",\n \"count\": \"x\"}", "/count", 2, "expected an integer")]
    [InlineData("{\"name\": \"a\", \"tags\": [\"x\", 3]}", "/tags/1", 1, "expected a string")]
    [InlineData("{\"name\": \"a\", \"tags\": {}}", "/tags", 1, "expected an array")]
    [InlineData("{\"name\": \"a\", \"child\": {\"name\": 5}}", "/child/name", 1, "expected a string")]
    [InlineData("{\"name\": \"a\", \"child\": 5}", "/child", 1, "expected an object")]
    [InlineData("{\"name\": \"a\", \"colour\": \"blue\"}", "/colour", 1, "expected one of red, deepGreen")]
    [InlineData("{\"name\": \"a\", \"name\": \"b\"}", "", 1, "uplicate")]
    [InlineData("{\"count\": 1}", "", 1, "missing: 'name'")]
    [InlineData("{\"name\": \"a\", \"oops\": 1}", "/oops", 1, "unknown name 'oops'")]
    [InlineData("[]", "", 1, "expected an object")]
    [InlineData("null", "", null, "not null")]
    public async Task ReadJsonAsync_WrongBody_PointsToTheField(string body, string pointer, int? line, string part)
    {
        await using var service = await StartAsync();

        var problem = await PutAsync(service, body, HttpStatusCode.BadRequest);

        var error = problem.Errors.ShouldNotBeNull().ShouldHaveSingleItem();
        (error.Pointer, error.Line).ShouldBe((pointer, line));
        error.Detail.ShouldContain(part);
        error.Detail.ShouldNotContain("System.");
        error.Detail.ShouldNotContain("RouterAlertAssurance");
    }

    [Fact]
    public async Task ReadJsonAsync_GoodBody_IsRead()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.PutAsync("thing", Json("""{"name": "a", "tags": ["x"], "count": 7}"""), Cancellation);

        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldBe("a 7 x");
    }

    [Theory]
    [InlineData("application/json; charset=utf-16", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=bogus", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=\"UTF-8\"", null, HttpStatusCode.OK)]
    [InlineData("application/json", "gzip", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "identity", HttpStatusCode.OK)]
    public async Task ReadJsonAsync_ForeignCoding_IsRefused(string contentType, string? coding, HttpStatusCode status)
    {
        await using var service = await StartAsync();
        using var body = new ByteArrayContent([0xEF, 0xBB, 0xBF, .. "{\"name\": \"a\"}"u8]);
        body.Headers.TryAddWithoutValidation("Content-Type", contentType);
        body.Headers.TryAddWithoutValidation("Content-Encoding", coding);

        using var response = await service.Client.PutAsync("thing", body, Cancellation);

        response.StatusCode.ShouldBe(status, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task ReadJsonAsync_NoUtf8_SaysSo()
    {
        await using var service = await StartAsync();
        using var body = new ByteArrayContent([.. "{\"name\": \""u8, 0xC3, 0x28, .. "\"}"u8]);
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json");

        using var response = await service.Client.PutAsync("thing", body, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldContain("not UTF-8");
    }

    [Fact]
    public async Task ReadJsonAsync_NestedTooDeeply_Is400()
    {
        await using var service = await StartAsync();
        var deep = string.Concat(Enumerable.Repeat("{\"child\":", 100_000)) + "1" + new string('}', 100_000);

        var problem = await PutAsync(service, deep[..(900 << 10)], HttpStatusCode.BadRequest);

        problem.Detail.ShouldBe("nested too deeply");
    }

    [Fact]
    public async Task ReadJsonAsync_TooLarge_Is413()
    {
        await using var service = await StartAsync();

        var problem = await PutAsync(service, $"{{\"name\": \"{new string('x', 10 << 20)}\"}}", HttpStatusCode.RequestEntityTooLarge);

        problem.Detail.ShouldBe("The body is larger than 1048576 bytes");
    }

    [Fact]
    public async Task WithMaxRequestBody_LargerLimit_TakesTheBody()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.PutAsync("large", Json($"{{\"name\": \"{new string('x', 2 << 20)}\"}}"), Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ReadJsonAsync_OtherMediaType_Is415()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.PutAsync("thing", new StringContent("name: a", Encoding.UTF8, "text/plain"), Cancellation);

        (await ReadAsync(response, HttpStatusCode.UnsupportedMediaType)).Detail!.ShouldContain("text/plain");
    }

    [Fact]
    public async Task UnknownPath_Is404Problem()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync("nowhere", Cancellation);

        var problem = await ReadAsync(response, HttpStatusCode.NotFound);
        problem.Detail.ShouldBe("Nothing is at /nowhere");
        problem.Instance.ShouldBe("/nowhere");
    }

    [Fact]
    public async Task OtherMethod_Is405ProblemWithAllow()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.DeleteAsync("thing", Cancellation);

        (await ReadAsync(response, HttpStatusCode.MethodNotAllowed)).Detail!.ShouldContain("PUT");
        response.Content.Headers.Allow.ShouldBe(["PUT"]);
    }

    [Fact]
    public async Task Exception_Is500WithoutDetails()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync("broken", Cancellation);

        var text = await response.Content.ReadAsStringAsync(Cancellation);
        text.ShouldNotContain("password");
        text.ShouldNotContain("InvalidOperationException");
        (await ReadAsync(response, HttpStatusCode.InternalServerError)).TraceId.ShouldNotBeNullOrEmpty();
        response.Headers.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task Format_ThatAcceptsTheRequest_WritesTheProblem()
    {
        await using var service = await StartAsync(services => services.AddSingleton<IProblemFormat, PlainFormat>());

        using var plain = await service.Client.GetAsync("plain/nowhere", Cancellation);
        using var other = await service.Client.GetAsync("nowhere", Cancellation);

        (await plain.Content.ReadAsStringAsync(Cancellation)).ShouldBe("error 404");
        other.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task RateLimit_Exceeded_Is429WithRetryAfter()
    {
        await using var service = await TestService.StartAsync(settings: host => (host.RequestBurst, host.RequestsPerSecond) = (3, 1));

        HttpResponseMessage? response = null;
        for (var i = 0; i < 4; i++)
        {
            response = await service.Client.GetAsync("api/v1/version", Cancellation);
        }

        await ReadAsync(response!, HttpStatusCode.TooManyRequests);
        response!.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        (await service.Client.GetAsync("health/live", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("/a", 1, 7)]
    [InlineData("/a/1", 2, 2)]
    [InlineData("/b~1c/d~0", 3, 14)]
    public void Find_Pointer_GivesLineAndColumn(string pointer, int line, int column) =>
        JsonPositions.Find("{\"a\": [1,\n 2],\n\"b/c\":{\"d~\": 3}}"u8, pointer).ShouldBe((line, column));

    [Theory]
    [InlineData("/x")]
    [InlineData("/a/7")]
    [InlineData("/a/b")]
    public void Find_PointerToNothing_IsNull(string pointer) => JsonPositions.Find("{\"a\": [1]}"u8, pointer).ShouldBeNull();

    private static Task<TestService> StartAsync(Action<IServiceCollection>? services = null) => TestService.StartAsync(
        app =>
        {
            app.MapPut("/thing", ReadThingAsync);
            app.MapPut("/large", ReadThingAsync).WithMaxRequestBody(4 << 20);
            app.MapGet("/broken", context =>
            {
                context.Response.Headers.ETag = "\"x\"";
                throw new InvalidOperationException("password=x");
            });
        },
        services);

    private static async Task ReadThingAsync(HttpContext context)
    {
        var body = await RequestBody.ReadJsonAsync(context, ThingJson.Default.Thing, context.RequestAborted);
        await (body.Error is { } error
            ? error.ExecuteAsync(context)
            : context.Response.WriteAsync($"{body.Value!.Name} {body.Value.Count} {string.Join(',', body.Value.Tags)}"));
    }

    private async Task<ProblemDocument> PutAsync(TestService service, string body, HttpStatusCode status)
    {
        using var response = await service.Client.PutAsync("thing", Json(body), Cancellation);
        return await ReadAsync(response, status);
    }

    private async Task<ProblemDocument> ReadAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.ReadProblemAsync(Cancellation);
        problem.Status.ShouldBe((int)status);
        return problem;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    internal sealed record Thing
    {
        public required string Name { get; set; }

        public int Count { get; set; }

        public IReadOnlyList<string> Tags { get; set; } = [];

        public Thing? Child { get; set; }

        public Colour? Colour { get; set; }
    }

    internal enum Colour
    {
        Red,
        DeepGreen,
    }

    internal sealed class ColourConverter() : JsonStringEnumConverter<Colour>(JsonNamingPolicy.CamelCase);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, Converters = [typeof(ColourConverter)])]
    [JsonSerializable(typeof(Thing))]
    internal sealed partial class ThingJson : JsonSerializerContext;

    private sealed class PlainFormat : IProblemFormat
    {
        public bool Accepts(HttpContext context) => context.Request.Path.StartsWithSegments("/plain", StringComparison.Ordinal);

        public Task WriteAsync(HttpContext context, ProblemDocument problem) => context.Response.WriteAsync($"error {problem.Status}");
    }
}
