using Microsoft.AspNetCore.Http;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>Headers every answer carries, so that no other site can frame, sniff or be told about our pages.</summary>
internal static class SecurityHeaders
{
    public static void Apply(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
