using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// A Prometheus on loopback, in a folder of its own, that scrapes this process and evaluates recording rules. It is ended by its process id.
/// </summary>
internal sealed class PrometheusPeer : IDisposable
{
    private const int Port = 19090;
    private const int ScrapePort = 19091;
    private readonly string _folder = Directory.CreateTempSubdirectory("raa-bench-").FullName;
    private readonly HttpListener _listener = new();
    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
    private readonly Func<DateTimeOffset, string> _exposition;
    private readonly Process _process;

    /// <param name="rules">The rules file.</param>
    /// <param name="interval">Seconds between two scrapes, and between two evaluations.</param>
    /// <param name="exposition">What is answered to a scrape at a time.</param>
    public PrometheusPeer(string rules, int interval, Func<DateTimeOffset, string> exposition)
    {
        _exposition = exposition;
        File.WriteAllText(Path.Combine(_folder, "rules.yml"), rules);
        File.WriteAllText(Path.Combine(_folder, "prometheus.yml"), $"""
            global: {"{"}scrape_interval: {interval}s, evaluation_interval: {interval}s{"}"}
            rule_files: [rules.yml]
            scrape_configs:
              - job_name: bench
                static_configs: [{"{"}targets: ["127.0.0.1:{ScrapePort}"]{"}"}]
            """);
        _listener.Prefixes.Add($"http://127.0.0.1:{ScrapePort}/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
        _process = Process.Start(new ProcessStartInfo("prometheus")
        {
            ArgumentList =
            {
                "--config.file=" + Path.Combine(_folder, "prometheus.yml"),
                "--storage.tsdb.path=" + Path.Combine(_folder, "data"),
                $"--web.listen-address=127.0.0.1:{Port}",
                "--log.level=error",
            },
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public static bool IsInstalled => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "prometheus")));

    /// <summary>Seconds the last evaluation of the rules took; null before the first.</summary>
    public async Task<double?> LastEvaluationAsync()
    {
        try
        {
            var text = await _client.GetStringAsync("/metrics");
            var line = text.Split('\n').FirstOrDefault(line => line.StartsWith("prometheus_rule_group_last_duration_seconds{", StringComparison.Ordinal));
            return line is null ? null : double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            // It is still starting.
            return null;
        }
    }

    /// <summary>The newest recorded value of each series of a rule, by the number in its label <c>i</c>, with the time of its evaluation.</summary>
    public async Task<Dictionary<int, (DateTimeOffset Time, double Value)>> NewestAsync(string rule)
    {
        using var answer = JsonDocument.Parse(await _client.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(rule + "[30s]")}"));
        return answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().ToDictionary(
            series => int.Parse(series.GetProperty("metric").GetProperty("i").GetString()!, CultureInfo.InvariantCulture),
            series =>
            {
                var newest = series.GetProperty("values").EnumerateArray().Last();
                var time = DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(newest[0].GetDouble() * 1000));
                return (time, double.Parse(newest[1].GetString()!, CultureInfo.InvariantCulture));
            });
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _listener.Close();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // Closed: the benchmark is over.
                return;
            }

            var body = Encoding.UTF8.GetBytes(_exposition(TimeProvider.System.GetUtcNow()));
            context.Response.ContentType = "text/plain; version=0.0.4";
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
    }
}
