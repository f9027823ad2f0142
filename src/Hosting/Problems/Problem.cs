using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>Makes the answers to requests that cannot be served (RFC 9457).</summary>
public static class Problem
{
    /// <summary>The type of problems that list wrong fields.</summary>
    public const string ValidationType = "urn:router-alert-assurance:problem:validation";

    /// <summary>400: the request was understood and some of its fields are wrong.</summary>
    public static IResult Validation(IReadOnlyList<FieldError> errors, string? detail = null) =>
        new ProblemResult(ValidationDocument(errors, detail));

    /// <summary>400 for one wrong field.</summary>
    public static IResult Validation(string pointer, string detail) => Validation([new FieldError(pointer, detail)]);

    /// <summary>404: what the path names does not exist.</summary>
    public static IResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, detail);

    /// <summary>409: the request contradicts the present state.</summary>
    public static IResult Conflict(string detail, IReadOnlyList<FieldError>? errors = null) => Of(StatusCodes.Status409Conflict, detail, errors);

    /// <summary>412: <c>If-Match</c> names another version than the present one.</summary>
    public static IResult PreconditionFailed(string detail) => Of(StatusCodes.Status412PreconditionFailed, detail);

    /// <summary>503: the service cannot answer now.</summary>
    public static IResult Unavailable(string detail) => Of(StatusCodes.Status503ServiceUnavailable, detail);

    /// <summary>Any other problem.</summary>
    /// <param name="status">An HTTP status code, 400..599.</param>
    /// <param name="detail">What happened and what to do about it.</param>
    /// <param name="errors">The wrong places in the request.</param>
    /// <param name="type">A URI that names the kind of problem.</param>
    public static IResult Of(int status, string detail, IReadOnlyList<FieldError>? errors = null, string type = ProblemDocument.Blank) =>
        new ProblemResult(Document(status, detail) with { Errors = errors, Type = type });

    /// <summary>An answer with this document.</summary>
    public static IResult Of(ProblemDocument document) => new ProblemResult(document);

    internal static ProblemDocument Document(int status, string? detail = null) =>
        new() { Status = status, Title = Title(status), Detail = detail };

    internal static ProblemDocument ValidationDocument(IReadOnlyList<FieldError> errors, string? detail = null) => new()
    {
        Type = ValidationType,
        Title = "The request is not valid",
        Status = StatusCodes.Status400BadRequest,
        Detail = detail ?? (errors.Count == 1 ? errors[0].Detail : $"{errors.Count} fields are wrong"),
        Errors = errors,
    };

    private static string Title(int status) => ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error";
}
