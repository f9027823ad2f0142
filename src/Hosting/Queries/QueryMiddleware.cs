using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Hosting.Queries;

/// <summary>Refuses query parameters that the endpoint does not have, and those given more than once that count only once.</summary>
internal sealed class QueryMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<QueryParameters>() is { } known && Errors(context.Request.Query, known.Parameters).ToList() is { Count: > 0 } errors
            ? ProblemResult.WriteAsync(context, Problem.ValidationDocument(errors))
            : next(context);

    private static IEnumerable<FieldError> Errors(IQueryCollection query, IReadOnlyList<QueryParameter> known)
    {
        foreach (var (name, values) in query)
        {
            if (known.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
            {
                yield return new FieldError($"?{name}", $"Unknown query parameter '{name}'; {Known(known)}");
            }
            else if (values.Count > 1 && !parameter.IsRepeatable)
            {
                yield return new FieldError($"?{name}", $"Query parameter '{name}' is given more than once");
            }
        }
    }

    private static string Known(IReadOnlyList<QueryParameter> known) =>
        known.Count == 0 ? "none is known here" : $"known here: {string.Join(", ", known.Select(parameter => parameter.Name))}";
}
