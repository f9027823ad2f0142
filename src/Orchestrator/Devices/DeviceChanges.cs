using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Services;

namespace RouterAlertAssurance.Orchestrator.Devices;

/// <summary>What becomes of the state when a device is defined or deleted.</summary>
internal sealed class DeviceChanges(NetworkPlanner planner, ServiceDevices serviceDevices)
{
    private const int MostServicesNamed = 20;

    public Decision<IResult> Put(HttpRequest request, DeviceDefinition definition, NetworkState state, DateTimeOffset now)
    {
        var stored = state.Devices.GetValueOrDefault(definition.Name);
        if (Preconditions.Check(request, stored?.Etag) is { } refused)
        {
            return new(refused);
        }

        var content = JsonSerializer.SerializeToUtf8Bytes(definition, ContractsJson.Default.DeviceDefinition);
        if (stored is not null && content.AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(stored.Definition, ContractsJson.Default.DeviceDefinition)))
        {
            return new(ToAnswer(stored));
        }

        var entry = new DeviceEntry(definition, EntityTag.Of(content, now), stored?.Created ?? now, now);
        var next = planner.Plan(state with { Devices = state.Devices.SetItem(definition.Name, entry) }, now);
        return new(ToAnswer(entry, stored is null ? request.Path.Value : null), next.State);
    }

    public Decision<IResult> Delete(HttpRequest request, string name, NetworkState state, DateTimeOffset now)
    {
        if (!state.Devices.TryGetValue(name, out var stored))
        {
            return new(NotDefined(name, state));
        }

        if (Preconditions.Check(request, stored.Etag) is { } refused)
        {
            return new(refused);
        }

        var users = state.Services.Values.Where(service => serviceDevices.Of(service.Definition).Contains(name)).Select(service => service.Key.ToString()).ToList();
        if (users.Count > 0)
        {
            var more = users.Count > MostServicesNamed ? $" and {users.Count - MostServicesNamed} more" : "";
            return new(Problem.Conflict($"Device '{name}' is used by {string.Join(", ", users.Take(MostServicesNamed))}{more}; delete or change these services first"));
        }

        return new(Answer.NoContent(), planner.Plan(state with { Devices = state.Devices.Remove(name) }, now).State);
    }

    public static IResult ToAnswer(DeviceEntry entry, string? location = null) =>
        Answer.Json(entry.Definition, ContractsJson.Default.DeviceDefinition, entry.Etag, location);

    public static IResult NotDefined(string name, NetworkState state) =>
        Problem.NotFound($"Device '{name}' is not defined{Suggestion.For(name, state.Devices.Keys)}");
}
