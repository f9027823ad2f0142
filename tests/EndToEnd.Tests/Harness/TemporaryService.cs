using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>A service that is there for one test: defined and healthy when it is made, gone with its nodes when it is disposed of.</summary>
internal sealed class TemporaryService : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly AssuredLab _lab;
    private readonly string _path;

    private TemporaryService(AssuredLab lab, string name) => (_lab, Name, _path) = (lab, name, $"/api/v1/services/{name}");

    /// <summary>Type and name, as in <c>dns/www</c>.</summary>
    public string Name { get; }

    /// <param name="lab">Where.</param>
    /// <param name="type">Its type.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="isHealthy">Whether it is waited for until every node of it is at 100.</param>
    public static async Task<TemporaryService> DefineAsync(AssuredLab lab, string type, string name, IReadOnlyDictionary<string, string> parameters, bool isHealthy = true)
    {
        var service = new TemporaryService(lab, $"{type}/{name}");
        await lab.Api.PutAsync(
            service._path,
            new ServiceDefinition { Type = type, Name = name, Parameters = new Dictionary<string, string>(parameters, StringComparer.Ordinal) },
            ContractsJson.Default.ServiceDefinition);
        try
        {
            if (isHealthy)
            {
                await service.HealthyAsync($"{service.Name} is not healthy");
            }

            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until every node of the service is at 100.</summary>
    public Task<TimeSpan> HealthyAsync(string failure) => _lab.ExpectAsync(IllAsync, Limit, failure);

    public async ValueTask DisposeAsync()
    {
        await _lab.Api.DeleteAsync(_path);
        await _lab.ExpectAsync(StillThereAsync, Limit, $"{Name} does not go away");
    }

    private async Task<IReadOnlyList<string>> IllAsync()
    {
        try
        {
            return Node.Ill(await _lab.Api.GraphAsync(Name));
        }
        catch (HttpRequestException exception)
        {
            return [exception.Message];
        }
    }

    private async Task<IReadOnlyList<string>> StillThereAsync()
    {
        try
        {
            return [$"{(await _lab.Api.GraphAsync(Name)).Nodes.Count} nodes"];
        }
        catch (HttpRequestException)
        {
            // Not found: that is what is waited for.
            return [];
        }
    }
}
