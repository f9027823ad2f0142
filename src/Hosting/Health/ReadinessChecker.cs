using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Hosting.Health;

/// <summary>Asks every readiness check, all at the same time.</summary>
internal sealed partial class ReadinessChecker(IEnumerable<IReadinessCheck> checks, TimeProvider time, ILogger<ReadinessChecker> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        var results = await Task.WhenAll(checks.Select(check => CheckAsync(check, cancellationToken)));
        return new HealthReport(results.All(check => check.Status == HealthReport.Ok) ? HealthReport.Ok : HealthReport.Failed, results);
    }

    private async Task<HealthReportCheck> CheckAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        try
        {
            var result = await check.CheckAsync(cancellationToken).AsTask().WaitAsync(Patience, time, cancellationToken);
            return new(check.Name, result.IsReady ? HealthReport.Ok : HealthReport.Failed, result.Detail);
        }
        catch (TimeoutException)
        {
            return new(check.Name, HealthReport.Failed, $"no answer within {Patience.TotalSeconds} s");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogCheckThrew(check.Name, exception);
            return new(check.Name, HealthReport.Failed, "the check itself failed; the log has the details");
        }
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "Readiness check {Check} threw")]
    private partial void LogCheckThrew(string check, Exception exception);
}
