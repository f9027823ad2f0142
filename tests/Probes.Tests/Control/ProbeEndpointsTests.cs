using System.Net;
using System.Text;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Responding;
using RouterAlertAssurance.Probes.Sockets;
using RouterAlertAssurance.Probes.Tests.Network;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Probes.Tests.Control;

public sealed class ProbeEndpointsTests
{
    private static readonly RoundOpening Opening = new(0, new byte[8], "127.0.0.1", "127.0.0.1", ["udp"], 10, 10, 5);

    [Fact]
    public async Task Probe_OverLoopback_IsCarried()
    {
        await using var bench = await ProbeBench.StartAsync(NetworkPlace.Here);
        var pace = new ProbePace(10, 100);
        var request = ProbeBench.Request("127.0.0.1", "127.0.0.1", ProbeProtocol.Udp) with { Low = pace, High = pace };

        var result = (await bench.ProbeAsync(NetworkPlace.Here, request)).Single();

        (result.Verdict, result.Delivered).ShouldBe((ProbeVerdict.Carried, 1d), result.Detail);
        result.Detail.ShouldBe("low rate: 10 of 10 (72-100 %) with the option, 10 of 10 without; high rate: 10 of 10 (72-100 %) with the option, 10 of 10 without");
    }

    [Fact]
    public async Task Probe_MoreThanTheBudget_IsSlowedToIt()
    {
        await using var bench = await ProbeBench.StartAsync(NetworkPlace.Here, new ResponderLimits { PacketsPerSecond = 100 });
        var pace = new ProbePace(10, 1000);

        // Asked for as it is, the responder would refuse it.
        var result = (await bench.ProbeAsync(NetworkPlace.Here, ProbeBench.Request("127.0.0.1", "127.0.0.1", ProbeProtocol.Udp) with { Low = pace, High = pace }, packetsPerSecond: 100)).Single();

        result.Verdict.ShouldBe(ProbeVerdict.Carried, result.Detail);
    }

    [Fact]
    public async Task Open_WithoutOrWithAWrongCodeTimeTaskOrBody_Is401WithoutAReason()
    {
        await using var bench = await ProbeBench.StartAsync(NetworkPlace.Here);
        var (now, path) = (DateTimeOffset.UnixEpoch.AddMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()), ProbePaths.RoundsOf(ProbeBench.TaskId));
        var (time, body) = (Milliseconds(now), Encoding.UTF8.GetBytes("{}"));
        var code = ProbeAuthentication.CodeOf(ProbeBench.Key, path, time, body);
        var old = Milliseconds(now.AddSeconds(-31));
        (string Path, string? Time, string? Code, string Body)[] wrong =
        [
            (path, time, null, "{}"),
            (path, null, code, "{}"),
            (path, time, code, "{ }"),
            (path, Milliseconds(now.AddMilliseconds(1)), code, "{}"),
            (path, old, ProbeAuthentication.CodeOf(ProbeBench.Key, path, old, body), "{}"),
            (ProbePaths.RoundsOf("other"), time, ProbeAuthentication.CodeOf(ProbeBench.Key, ProbePaths.RoundsOf("other"), time, body), "{}"),
            (path, time, ProbeAuthentication.CodeOf(new byte[32], path, time, body), "{}"),
        ];
        foreach (var attempt in wrong)
        {
            var answer = await PostAsync(bench.Endpoint, attempt.Path, attempt.Time, attempt.Code, attempt.Body);
            answer.ShouldBe((HttpStatusCode.Unauthorized, ""));
        }

        // What is right gets further: to what is wrong with the body.
        (await PostAsync(bench.Endpoint, path, time, code, "{}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Open_NumberThatDoesNotGrow_IsRefused()
    {
        await using var bench = await ProbeBench.StartAsync(NetworkPlace.Here);
        using var client = Client(bench);
        var round = Now() + 5;
        await client.OpenAsync(Opening with { Round = round }, TestContext.Current.CancellationToken);

        await Refused(client, Opening with { Round = round }, "must be greater");
        await Refused(client, Opening with { Round = round - 1 }, "must be greater");
        (await client.CloseAsync(round, TestContext.Current.CancellationToken)).Streams.Single().Control.Received.ShouldBe(new byte[2]);
        await Refused(client, Opening with { Round = round }, "must be greater");
        await Should.ThrowAsync<ProbeFailedException>(() => client.CloseAsync(round, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_MoreThanTheResponderTakes_IsRefused()
    {
        await using var bench = await ProbeBench.StartAsync(NetworkPlace.Here, new ResponderLimits { Rounds = 1, PacketsPerSecond = 100 });
        using var client = Client(bench);
        var round = Now() + 5;

        await Refused(client, Opening with { Round = round, PairsPerSecond = 51 }, "102 packets/s are asked for; the responder takes 100");
        await Refused(client, Opening with { Round = round, PairsPerSecond = double.Epsilon, Protocols = ["udp", "udp"] }, "each once");
        await Refused(client, Opening with { Round = round, Seconds = 121 }, "keeps one open for 120");
        await Refused(client, Opening with { Round = round, Pairs = 5000 }, "1 to 4096 pairs");
        await Refused(client, Opening with { Round = round, Destination = "::1" }, "of one family");
        await Refused(client, Opening with { Round = round, Destination = "192.0.2.77" }, "192.0.2.77 is not an address of the responder");
        await client.OpenAsync(Opening with { Round = round + 1 }, TestContext.Current.CancellationToken);
        await Refused(client, Opening with { Round = round + 2 }, "1 rounds are open");
    }

    [Fact]
    public async Task Replace_TaskIsGone_ClosesItsRoundsAndKnowsItNoMore()
    {
        await using var bench = await ProbeBench.StartAsync(NetworkPlace.Here);
        using var client = Client(bench);
        var round = Now() + 5;
        await client.OpenAsync(Opening with { Round = round }, TestContext.Current.CancellationToken);

        bench.Responder.Replace([]);

        (await Should.ThrowAsync<ProbeFailedException>(() => client.CloseAsync(round, TestContext.Current.CancellationToken))).Message.ShouldContain("does not accept the key");
    }

    [Fact]
    public async Task Probe_NobodyAnswers_IsUnknownWithTheReason()
    {
        var request = ProbeBench.Request("127.0.0.1", "127.0.0.1", ProbeProtocol.Udp);

        var result = (await new RouterAlertProbe(new ProbeBudget()).RunAsync(request, ServiceEndpoint.Unix("/nonexistent"), null, null, TestContext.Current.CancellationToken)).Single();

        result.Verdict.ShouldBe(ProbeVerdict.Unknown);
        result.Detail.ShouldBe("the responder at unix:/nonexistent does not answer: nothing listens on /nonexistent");
    }

    private static ResponderClient Client(ProbeBench bench) => new(bench.Endpoint, ProbeBench.TaskId, ProbeBench.Key, TimeProvider.System);

    private static async Task Refused(ResponderClient client, RoundOpening opening, string reason) =>
        (await Should.ThrowAsync<ProbeFailedException>(() => client.OpenAsync(opening, TestContext.Current.CancellationToken))).Message.ShouldContain(reason);

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(ServiceEndpoint endpoint, string path, string? time, string? code, string body)
    {
        using var http = ServiceHttpClient.Create(endpoint);
        using var request = new HttpRequestMessage(HttpMethod.Post, path.Replace(ProbeBench.TaskId, Uri.EscapeDataString(ProbeBench.TaskId), StringComparison.Ordinal)) { Content = new StringContent(body) };
        request.Headers.TryAddWithoutValidation(ProbeAuthentication.TimeHeader, time);
        request.Headers.TryAddWithoutValidation(ProbeAuthentication.CodeHeader, code);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, response.StatusCode == HttpStatusCode.Unauthorized ? await response.Content.ReadAsStringAsync() : "");
    }
}
