using System.Globalization;
using System.Net.Sockets;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Ping;

/// <summary>Whether a TCP connection to a configured host and port comes about, and how long that takes.</summary>
internal sealed class ConnectSource(TimeProvider time) : IMetricSource
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public string Name => "connect";

    public SourceState State => new(Name, true, null);

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken) => Task.WhenAll(due
        .GroupBy(read => (Host: read.Argument("host"), Port: read.Argument("port")))
        .Select(target => ReadAsync(target.Key.Host, target.Key.Port, [.. target], sink, cancellationToken)));

    private async Task ReadAsync(string host, string portText, List<MetricRead> reads, IReadingSink sink, CancellationToken cancellationToken)
    {
        var valid = ushort.TryParse(portText, CultureInfo.InvariantCulture, out var port);
        var took = valid ? await ConnectAsync(host, port, cancellationToken) : null;
        var now = time.GetUtcNow();
        foreach (var read in reads)
        {
            sink.Report(read, (read.Read, took) switch
            {
                _ when !valid => Sample.Failed(now, $"'{portText}' is not a port"),
                ("connect/success", _) => Sample.Present(now, took is not null),
                ("connect/time", { } seconds) => Sample.Present(now, seconds),
                _ => Sample.Missing(now, "no connection came about"),
            });
        }
    }

    private async Task<double?> ConnectAsync(string host, ushort port, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var client = new TcpClient();
        var began = time.GetTimestamp();
        try
        {
            await client.ConnectAsync(host, port, linked.Token);
            return time.GetElapsedTime(began).TotalSeconds;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
