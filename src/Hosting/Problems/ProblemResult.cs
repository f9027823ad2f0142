using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>An answer with a problem document, in the form that suits the request.</summary>
internal sealed class ProblemResult(ProblemDocument document) : IResult, IStatusCodeHttpResult, IValueHttpResult, IValueHttpResult<ProblemDocument>
{
    public const string ContentType = "application/problem+json";

    public int? StatusCode => document.Status;

    public ProblemDocument Value => document;

    object IValueHttpResult.Value => document;

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, document);

    public static async Task WriteAsync(HttpContext context, ProblemDocument document)
    {
        document = document with { Instance = document.Instance ?? context.Request.Path.Value };
        context.Response.StatusCode = document.Status;
        foreach (var format in context.RequestServices.GetServices<IProblemFormat>())
        {
            if (format.Accepts(context))
            {
                await format.WriteAsync(context, document);
                return;
            }
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(document, ProblemJsonContext.Default.ProblemDocument);
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
