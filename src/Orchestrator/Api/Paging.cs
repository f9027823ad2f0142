using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Queries;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>Pages of collections: <c>limit</c> and an opaque <c>cursor</c> that holds the key of the last item given.</summary>
internal sealed record Paging(int Limit, string? After)
{
    public const int DefaultLimit = 100;
    public const int LargestLimit = 1000;

    /// <summary>The query parameters of a collection, beside its filters.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        new("limit", $"Items on a page, 1..{LargestLimit}; {DefaultLimit} by default"),
        new("cursor", "From 'next' of the page before"),
    ];

    /// <summary>The page asked for, or the problem.</summary>
    public static (Paging? Paging, IResult? Problem) Read(HttpRequest request)
    {
        var limit = DefaultLimit;
        if (request.Query["limit"] is [{ } text]
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= LargestLimit))
        {
            return Refuse($"Query parameter 'limit' takes 1 to {LargestLimit}, not '{text}'");
        }

        var after = request.Query["cursor"] is [{ } cursor] ? Decode(cursor) : null;
        return request.Query["cursor"].Count > 0 && after is null
            ? Refuse("Query parameter 'cursor' is not one that this service gave")
            : (new Paging(limit, after), null);
    }

    /// <summary>The page of items that are already in the order of their keys.</summary>
    public Page<T> Of<T>(HttpRequest request, IEnumerable<T> items, Func<T, string> keyOf)
    {
        var rest = After is null ? items : items.Where(item => string.CompareOrdinal(keyOf(item), After) > 0);
        var page = rest.Take(Limit + 1).ToList();
        if (page.Count <= Limit)
        {
            return new(page, null);
        }

        page.RemoveAt(Limit);
        return new(page, Next(request, keyOf(page[^1])));
    }

    private string Next(HttpRequest request, string last)
    {
        var cursor = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(last));
        var filters = request.Query.Where(item => item.Key is not ("limit" or "cursor"));
        return request.Path + QueryString.Create(
            [.. filters, new("limit", Limit.ToString(CultureInfo.InvariantCulture)), new("cursor", cursor)]);
    }

    private static string? Decode(string cursor)
    {
        var bytes = new byte[cursor.Length];
        return cursor.Length <= 1000 && Base64Url.DecodeFromChars(cursor, bytes, out _, out var written) == OperationStatus.Done
            ? Encoding.UTF8.GetString(bytes.AsSpan(0, written))
            : null;
    }

    private static (Paging?, IResult?) Refuse(string detail) => (null, Problem.Of(StatusCodes.Status400BadRequest, detail));
}
