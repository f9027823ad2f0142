using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Hosting.Limits;

/// <summary>
/// Answers a body that is announced as too large at once, and then reads a bounded part of it into nothing: closing the connection while
/// the client still sends would reset it, and most clients would then never see the answer.
/// </summary>
internal sealed class BodyLimitMiddleware(RequestDelegate next, TimeProvider time)
{
    private const long MaxDrained = 64L << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task InvokeAsync(HttpContext context)
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is null || !(context.Request.ContentLength > limit.MaxRequestBodySize))
        {
            await next(context);
            return;
        }

        context.Response.Headers.Connection = "close";
        await ProblemResult.WriteAsync(context, Problem.Document(StatusCodes.Status413PayloadTooLarge, ProblemMiddleware.TooLarge(context)));
        await context.Response.CompleteAsync();
        if (!limit.IsReadOnly)
        {
            limit.MaxRequestBodySize = MaxDrained;
            await DrainAsync(context);
        }
    }

    private async Task DrainAsync(HttpContext context)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, either.Token) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or BadHttpRequestException)
        {
            // The answer is already out; what the client does with the rest of its body no longer matters.
            context.Abort();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
