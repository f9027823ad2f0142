using System.Text.Json;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>Reads the problem in an answer of another service.</summary>
public static class ProblemReader
{
    /// <summary>
    /// The problem of an answer that was not a success; when the body is not a problem document, one made from the status.
    /// </summary>
    public static async Task<ProblemDocument> ReadProblemAsync(this HttpResponseMessage response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.Content.Headers.ContentType?.MediaType == ProblemResult.ContentType)
        {
            try
            {
                var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                if (JsonSerializer.Deserialize(body, ProblemJsonContext.Default.ProblemDocument) is { } problem)
                {
                    return problem;
                }
            }
            catch (JsonException malformed)
            {
                return Problem.Document((int)response.StatusCode, $"The service answered a problem that cannot be read ({malformed.Message})");
            }
        }

        return Problem.Document((int)response.StatusCode);
    }
}
