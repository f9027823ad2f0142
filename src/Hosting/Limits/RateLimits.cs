using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Hosting.Limits;

/// <summary>Limits how many requests each caller may send; too many get a 429 problem with Retry-After.</summary>
internal static class RateLimits
{
    public static void AddRaaRateLimits(this IServiceCollection services, HostSettings settings) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            RateLimitPartition.GetTokenBucketLimiter(CallerOf(context), _ => BucketOf(settings)));
        limiter.OnRejected = (context, _) => RejectAsync(context);
    });

    // The address, not the identity: limits come before sign-in is checked. All callers over Unix sockets share one bucket.
    private static string CallerOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unix";

    private static TokenBucketRateLimiterOptions BucketOf(HostSettings settings) => new()
    {
        TokenLimit = settings.RequestBurst,
        TokensPerPeriod = Math.Max(1, settings.RequestsPerSecond / 10),
        ReplenishmentPeriod = TimeSpan.FromSeconds(settings.RequestsPerSecond < 10 ? 1.0 / settings.RequestsPerSecond : 0.1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    private static ValueTask RejectAsync(OnRejectedContext context)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromSeconds(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return new(ProblemResult.WriteAsync(
            context.HttpContext,
            Problem.Document(StatusCodes.Status429TooManyRequests, $"Too many requests; try again in {seconds} s")));
    }
}
