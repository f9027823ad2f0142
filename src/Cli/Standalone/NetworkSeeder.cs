using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.Cli.Standalone;

/// <summary>
/// Defines the devices and services of the inventory over the API, once each: what exists is left as it is, and a service that the operator
/// deleted does not come back, since it was seeded before (a mark in the data folder). What is refused is tried again at the next start.
/// </summary>
internal sealed partial class NetworkSeeder(
    Inventory inventory,
    ServiceEndpoint product,
    string data,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<NetworkSeeder> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private string MarkFile => Path.Combine(data, "seeded");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        using var http = ServiceHttpClient.Create(product);
        var seeded = File.Exists(MarkFile) ? (await File.ReadAllLinesAsync(MarkFile, stoppingToken)).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var device in inventory.Devices.Select(device => device.ToDefinition()))
        {
            await DefineAsync(http, $"/api/v1/devices/{Uri.EscapeDataString(device.Name)}", device, ContractsJson.Default.DeviceDefinition, seeded, stoppingToken);
        }

        foreach (var service in inventory.Services)
        {
            var path = $"/api/v1/services/{Uri.EscapeDataString(service.Type)}/{Uri.EscapeDataString(service.Name)}";
            await DefineAsync(http, path, service, ContractsJson.Default.ServiceDefinition, seeded, stoppingToken);
        }
    }

    private async Task DefineAsync<T>(HttpClient http, string path, T definition, JsonTypeInfo<T> type, HashSet<string> seeded, CancellationToken cancellationToken)
    {
        if (seeded.Contains(path))
        {
            return;
        }

        bool? isDefined;
        while ((isDefined = await TryDefineAsync(http, path, definition, type, cancellationToken)) is null)
        {
            await Task.Delay(Pause, time, cancellationToken);
        }

        if (isDefined.Value)
        {
            seeded.Add(path);
            await File.WriteAllLinesAsync(MarkFile, seeded, cancellationToken);
        }
    }

    /// <summary>Whether it is defined; null when nobody could say and it should be tried again.</summary>
    private async Task<bool?> TryDefineAsync<T>(HttpClient http, string path, T definition, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(definition, type)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                return true;
            }

            if ((int)response.StatusCode is >= 500 or 429)
            {
                return null;
            }

            var problem = await response.ReadProblemAsync(cancellationToken);
            LogRefused(path, problem.Detail ?? problem.Title, string.Join("; ", (problem.Errors ?? []).Select(error => $"{error.Pointer}: {error.Detail}")));
            return false;
        }
        catch (HttpRequestException)
        {
            // Too busy to answer in time, or stopping: it is tried again.
            return null;
        }
    }

    [LoggerMessage(9001, LogLevel.Error, "The inventory's {Path} was refused: {Detail} {Errors}")]
    private partial void LogRefused(string path, string detail, string errors);
}
