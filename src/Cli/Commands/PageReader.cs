using System.Text.Json.Serialization.Metadata;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>Reads a collection to its end, page by page.</summary>
internal static class PageReader
{
    public static async Task<IReadOnlyList<T>> AllAsync<T>(ApiClient api, string path, JsonTypeInfo<Page<T>> type, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        for (var next = path; next is not null;)
        {
            var page = await api.GetAsync(next, type, cancellationToken);
            items.AddRange(page.Items);
            next = page.Next;
        }

        return items;
    }
}
