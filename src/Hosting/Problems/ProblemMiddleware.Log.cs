using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Hosting.Problems;

internal sealed partial class ProblemMiddleware
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "{Method} {Path} failed, trace {TraceId}")]
    private partial void LogUnhandled(string method, PathString path, string traceId, Exception exception);
}
