using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>Cuts a page out of a list.</summary>
internal static class Paging
{
    public static Page<T> Cut<T>(HttpRequest request, NodeFilter filter, IEnumerable<(SortKey Key, T Item)> items)
    {
        var rest = items.Where(item => filter.After is not { } after || filter.Order.Compare(item.Key, after) > 0).ToList();
        rest.Sort((one, other) => filter.Order.Compare(one.Key, other.Key));
        var page = rest.Take(filter.Limit).ToList();
        var next = rest.Count > page.Count ? Address(request, Cursor.Write(filter.Order, page[^1].Key)) : null;
        return new Page<T>([.. page.Select(item => item.Item)], next);
    }

    private static string Address(HttpRequest request, string cursor)
    {
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key != "cursor")) { { "cursor", cursor } };
        return request.Path.ToUriComponent() + query.ToQueryString();
    }
}
