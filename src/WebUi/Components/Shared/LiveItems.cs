using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>Puts what events carry into lists that were read before, so that a change is seen at once; order and counts follow with the next read.</summary>
internal static class LiveItems
{
    public static Fetched<Page<ServiceItem>>? Apply(Fetched<Page<ServiceItem>>? list, IReadOnlyList<LiveEvent> events)
    {
        var changed = Last(events.Where(item => item.Service is not null), item => (item.Service!.Type, item.Service.Name), item => item.Service!);
        return Map(list, changed.Count, item => changed.GetValueOrDefault((item.Type, item.Name), item));
    }

    public static Fetched<Page<SubserviceItem>>? Apply(Fetched<Page<SubserviceItem>>? list, IReadOnlyList<LiveEvent> events)
    {
        var changed = Last(Statuses(events), item => (item.Subservice!.Type, item.Subservice.Id), item => item.Status!);
        return Map(list, changed.Count, item => changed.TryGetValue((item.Type, item.Id), out var status)
            ? item with { Score = status.Score, Coverage = status.Coverage, Since = status.Since }
            : item);
    }

    public static Fetched<HealthGraph>? Apply(Fetched<HealthGraph>? graph, IReadOnlyList<LiveEvent> events)
    {
        var changed = Last(Statuses(events), item => (item.Subservice!.Type, item.Subservice.Id), item => item.Status!);
        return graph?.Value is { } value && changed.Count > 0
            ? graph with { Value = value with { Nodes = [.. value.Nodes.Select(node => changed.TryGetValue((node.Node.Type, node.Node.Id), out var status) ? node with { Status = status } : node)] } }
            : graph;
    }

    public static Fetched<NodeHealth>? Apply(Fetched<NodeHealth>? health, IReadOnlyList<LiveEvent> events) =>
        health?.Value is { } node && Statuses(events).LastOrDefault(item => item.Subservice!.Type == node.Node.Type && item.Subservice.Id == node.Node.Id)?.Status is { } status
            ? health with { Value = node with { Status = status } }
            : health;

    private static IEnumerable<LiveEvent> Statuses(IReadOnlyList<LiveEvent> events) => events.Where(item => item is { Subservice: not null, Status: not null });

    private static Dictionary<(string, string), T> Last<T>(IEnumerable<LiveEvent> events, Func<LiveEvent, (string, string)> key, Func<LiveEvent, T> value)
    {
        var last = new Dictionary<(string, string), T>();
        foreach (var item in events)
        {
            last[key(item)] = value(item);
        }

        return last;
    }

    private static Fetched<Page<T>>? Map<T>(Fetched<Page<T>>? list, int changes, Func<T, T> map) =>
        list?.Value is { } page && changes > 0 ? list with { Value = page with { Items = [.. page.Items.Select(map)] } } : list;
}
