using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Pages.Overview;

/// <summary>What hurts the services that are not healthy.</summary>
/// <param name="Items">What hurts the most services first; what only leaves them unknown comes last.</param>
/// <param name="IsComplete">Whether all services that are not healthy were asked; otherwise the counts are the least there can be.</param>
public sealed record ServiceCauses(IReadOnlyList<ServiceCause> Items, bool IsComplete)
{
    /// <summary>So many services are asked for their causes, the worst first: an answer each, again whenever something changed.</summary>
    private const int Asked = 150;

    public static ServiceCauses None { get; } = new([], IsComplete: true);

    /// <param name="troubled">The services that are not healthy, the worst first.</param>
    /// <param name="collector">Where the causes are read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ServiceCauses> ReadAsync(IReadOnlyList<ServiceItem> troubled, CollectorClient collector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(troubled);
        ArgumentNullException.ThrowIfNull(collector);
        var health = await Task.WhenAll(troubled.Take(Asked).Select(item => collector.ServiceHealthAsync(item.Type, item.Name, cancellationToken)));
        var causes = troubled.Zip(health)
            .SelectMany(pair => (pair.Second.Value?.Status.Causes ?? []).Select(cause => (Item: pair.First, Cause: cause)))
            .GroupBy(pair => (pair.Cause.Subservice, pair.Cause.Symptom.Id))
            .Select(group => new ServiceCause(group.First().Cause, [.. group.Select(pair => pair.Item)]))
            .OrderBy(cause => cause.Cause.Symptom.Kind == "missing-input")
            .ThenByDescending(cause => cause.Services.Count)
            .ThenByDescending(cause => cause.Cause.Symptom.Weight);
        return new ServiceCauses([.. causes], troubled.Count <= Asked && health.All(answer => answer.IsAnswer));
    }
}

/// <summary>A cause and the services it hurts.</summary>
public sealed record ServiceCause(CauseDocument Cause, IReadOnlyList<ServiceItem> Services);
