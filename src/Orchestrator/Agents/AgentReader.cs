using System.Text.Json;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Orchestrator.Api;

namespace RouterAlertAssurance.Orchestrator.Agents;

/// <summary>Reads a registration and checks every field.</summary>
internal static class AgentReader
{
    private const int MostDevices = 1000;
    private const int MostSources = 50;

    public static AgentRegistration Read(JsonElement body, string id, ErrorList errors)
    {
        var reader = new ObjectReader(body, "", errors);
        NameInPath.Check(reader, "id", id, errors);
        var registration = new AgentRegistration
        {
            Id = id,
            Endpoint = reader.Text("endpoint", Endpoint, required: true) ?? "",
            Devices = reader.Texts("devices", TextRules.Name, MostDevices),
            Version = reader.Text("version", TextRules.Text) ?? "",
            Started = reader.Time("started", required: true) ?? default,
            Sources = [.. reader.Items("sources", MostSources).Select(item => Source(item.Element, item.Pointer, errors))],
            AssignmentRevision = reader.Count("assignmentRevision") ?? 0,
            SpoolLength = reader.Count("spoolLength") ?? 0,
        };
        reader.Finish();
        return registration;
    }

    private static SourceState Source(JsonElement element, string pointer, ErrorList errors)
    {
        var reader = new ObjectReader(element, pointer, errors);
        var source = new SourceState(
            reader.Text("name", TextRules.Key, required: true) ?? "", reader.Flag("works", required: true) ?? false, reader.Text("reason", TextRules.Text));
        reader.Finish();
        return source;
    }

    // Assignments go there, so only this machine is taken until sign-in and TLS exist.
    private static string? Endpoint(string value) =>
        !ServiceEndpoint.TryParse(value, out var endpoint, out var error) ? error
        : endpoint.IsLocal ? null
        : "agents are reached over unix:/PATH or a loopback address until sign-in and TLS exist";
}
