using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Dns;

/// <summary>
/// Asks a configured name server for the addresses of a configured name, over UDP, twice at most. Arguments <c>server</c> and <c>name</c>; with
/// <c>address</c> the question is for addresses of its family.
/// </summary>
internal sealed class DnsSource(TimeProvider time) : IMetricSource
{
    private const int Attempts = 2, Port = 53, LongestMessage = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public string Name => "dns";

    public SourceState State => new(Name, true, null);

    /// <summary>The question, as <c>dig</c> would put it.</summary>
    public static string CommandOf(MetricRead read) => SourceCommands.WithComment(
        $"dig @{ShellWord.Of(read.Argument("server"))} {ShellWord.Of(read.Argument("name"))} {(WantsIpv6(read) ? "AAAA" : "A")} +tries={Attempts} +timeout={Patience.TotalSeconds:0}",
        "asked over UDP by the agent");

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken) => Task.WhenAll(due
        .GroupBy(read => (Server: read.Argument("server"), Name: read.Argument("name"), IsIpv6: WantsIpv6(read)))
        .Select(query => ReadAsync(query.Key.Server, query.Key.Name, query.Key.IsIpv6, [.. query], sink, cancellationToken)));

    private static bool WantsIpv6(MetricRead read) =>
        IPAddress.TryParse(read.Argument("address"), out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    private async Task ReadAsync(string server, string name, bool ipv6, List<MetricRead> reads, IReadingSink sink, CancellationToken cancellationToken)
    {
        var query = DnsMessage.Query((ushort)Random.Shared.Next(ushort.MaxValue), name, ipv6);
        var result = query is not null && IPAddress.TryParse(server, out var address) ? await AskAsync(address, query, cancellationToken) : null;
        var now = time.GetUtcNow();
        foreach (var read in reads)
        {
            sink.Report(read, result is null ? Sample.Failed(now, $"'{server}' is not an address, or '{name}' is not a domain name") : Answer(read, result, now));
        }
    }

    private static Sample Answer(MetricRead read, DnsResult result, DateTimeOffset now) => read.Read switch
    {
        "dns/outcome" => Sample.Present(now, result.Outcome),
        "dns/time" => result.Seconds is { } seconds ? Sample.Present(now, seconds) : Sample.Missing(now, "no answer came"),
        "dns/has-address" => result.Answer is { } answer && IPAddress.TryParse(read.Argument("address"), out var wanted)
            ? Sample.Present(now, answer.Addresses.Contains(wanted))
            : Sample.Missing(now, "no answer came"),
        _ => Sample.Unsupported(now, $"dns has no {read.Read}"),
    };

    private async Task<DnsResult> AskAsync(IPAddress server, byte[] query, CancellationToken cancellationToken)
    {
        var result = DnsResult.Silent;
        for (var attempt = 0; attempt < Attempts && result.Answer is null; attempt++)
        {
            result = await AskOnceAsync(server, query, cancellationToken);
        }

        return result;
    }

    private async Task<DnsResult> AskOnceAsync(IPAddress server, byte[] query, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        // Connected, so that the kernel takes datagrams of that server only and reports its ICMP errors; a new port for each question (RFC 5452).
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        var began = time.GetTimestamp();
        try
        {
            await socket.ConnectAsync(new IPEndPoint(server, Port), linked.Token);
            await socket.SendAsync(query, linked.Token);
            var buffer = new byte[LongestMessage];
            while (true)
            {
                var length = await socket.ReceiveAsync(buffer, linked.Token);
                if (DnsMessage.TryRead(buffer.AsSpan(0, length), query, out var answer))
                {
                    return DnsResult.Of(answer, time.GetElapsedTime(began).TotalSeconds);
                }
            }
        }
        catch (SocketException exception)
        {
            return new DnsResult(exception.SocketErrorCode == SocketError.ConnectionRefused ? "closed" : "unreachable", null, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DnsResult.Silent;
        }
    }
}

/// <summary>What became of a question.</summary>
/// <param name="Outcome">
/// <c>resolved</c>, <c>no-address</c>, <c>no-such-name</c>, <c>server-failure</c>, <c>refused</c> or <c>error</c> as the server says; <c>closed</c> (nothing listens
/// there), <c>unreachable</c> (no way to it) or <c>timeout</c> where it says nothing.
/// </param>
/// <param name="Answer">The answer, whatever it says.</param>
/// <param name="Seconds">Time until it came.</param>
internal sealed record DnsResult(string Outcome, DnsAnswer? Answer, double? Seconds)
{
    public static readonly DnsResult Silent = new("timeout", null, null);

    public static DnsResult Of(DnsAnswer answer, double seconds) => new(
        answer.ResponseCode switch
        {
            0 => answer.Addresses.Count > 0 ? "resolved" : "no-address",
            2 => "server-failure",
            3 => "no-such-name",
            5 => "refused",
            _ => "error",
        },
        answer,
        seconds);
}
