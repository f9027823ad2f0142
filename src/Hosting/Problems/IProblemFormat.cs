using Microsoft.AspNetCore.Http;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>
/// Writes problems in another form than RFC 9457 for some requests, such as RESTCONF errors (RFC 8040, section 7.1) below /restconf.
/// Register it as a singleton; the first that accepts a request writes its problem.
/// </summary>
public interface IProblemFormat
{
    /// <summary>Whether this request gets its problems in this form.</summary>
    bool Accepts(HttpContext context);

    /// <summary>Writes the body and sets its content type. The status code is already set.</summary>
    Task WriteAsync(HttpContext context, ProblemDocument problem);
}
