using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace RouterAlertAssurance.Probes.Control;

/// <summary>An answer in JSON that the initiator can trust.</summary>
internal sealed class SignedAnswer<T>(ReadOnlyMemory<byte> key, string code, T value, JsonTypeInfo<T> type) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        httpContext.Response.ContentType = "application/json";
        httpContext.Response.Headers[ProbeAuthentication.CodeHeader] = ProbeAuthentication.CodeOfAnswer(key, code, body);
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
