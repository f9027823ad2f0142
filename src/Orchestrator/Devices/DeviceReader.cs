using System.Text.Json;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Orchestrator.Api;

namespace RouterAlertAssurance.Orchestrator.Devices;

/// <summary>Reads a device definition and checks every field.</summary>
internal static class DeviceReader
{
    private const int MostEntries = 50;

    /// <param name="body">The body.</param>
    /// <param name="name">The name in the path; one in the body must be the same.</param>
    /// <param name="errors">What is wrong.</param>
    public static DeviceDefinition Read(JsonElement body, string name, ErrorList errors)
    {
        var reader = new ObjectReader(body, "", errors);
        NameInPath.Check(reader, "name", name, errors);
        var definition = new DeviceDefinition
        {
            Name = name,
            Role = reader.Text("role", TextRules.Text) ?? "",
            Agent = reader.Text("agent", TextRules.Name),
            Characteristics = reader.TextMap("characteristics", TextRules.Key, MostEntries),
            Labels = reader.TextMap("labels", TextRules.Key, MostEntries),
        };
        reader.Finish();
        return definition;
    }
}
