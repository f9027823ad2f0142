using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>Joins what the orchestrator knows (is it configured) with what the collector knows (does it work).</summary>
internal static class DriftReader
{
    private const int PageSize = 1000;

    /// <summary>The definitions by type and name; none where the server is a collector alone, which has health and no definitions.</summary>
    public static async Task<IReadOnlyDictionary<(string Type, string Name), StoredService>> AllAsync(ApiClient api, string? type, CancellationToken cancellationToken)
    {
        var filter = type is null ? "" : $"&type={Uri.EscapeDataString(type)}";
        var stored = await OrNoneAsync(PageReader.AllAsync(api, $"/api/v1/definitions?limit={PageSize}{filter}", ContractsJson.Default.PageStoredService, cancellationToken));
        return (stored ?? []).ToDictionary(service => (service.Definition.Type, service.Definition.Name));
    }

    /// <summary>One definition; null where there is none.</summary>
    public static Task<StoredService?> OneAsync(ApiClient api, string path, CancellationToken cancellationToken) =>
        OrNoneAsync(api.GetAsync(path, ContractsJson.Default.StoredService, cancellationToken));

    public static DriftDocument? WithScore(DriftDocument? drift, int score) => drift is null ? null : drift with { State = DriftStates.WithScore(drift.State, score) };

    private static async Task<T?> OrNoneAsync<T>(Task<T> reading)
        where T : class
    {
        try
        {
            return await reading;
        }
        catch (CommandFailure missing) when (missing.ExitCode == CliExitCode.NotFound)
        {
            return null;
        }
    }
}
