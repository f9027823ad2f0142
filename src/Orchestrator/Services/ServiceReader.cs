using System.Text.Json;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Orchestrator.Api;

namespace RouterAlertAssurance.Orchestrator.Services;

/// <summary>Reads a service definition and checks the form of every field; what its type asks for is checked by <see cref="ServiceRules"/>.</summary>
internal static class ServiceReader
{
    private const int MostEntries = 50;

    public static ServiceDefinition Read(JsonElement body, string type, string name, ErrorList errors)
    {
        var reader = new ObjectReader(body, "", errors);
        NameInPath.Check(reader, "type", type, errors);
        NameInPath.Check(reader, "name", name, errors);
        var definition = ReadRest(reader, errors) with { Type = type, Name = name };
        reader.Finish();
        return definition;
    }

    /// <summary>A proposed definition with what the operator wants otherwise; all of it may be left out.</summary>
    public static ServiceDefinition ReadChanges(JsonElement body, ServiceDefinition proposed, ErrorList errors)
    {
        var reader = new ObjectReader(body, "", errors);
        var name = reader.Text("name", TextRules.Name);
        var given = ReadRest(reader, errors);
        reader.Finish();
        var parameters = new SortedDictionary<string, string>(proposed.Parameters.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (parameter, value) in given.Parameters)
        {
            parameters[parameter] = value;
        }

        return given with { Type = proposed.Type, Name = name ?? proposed.Name, Parameters = parameters };
    }

    private static ServiceDefinition ReadRest(ObjectReader reader, ErrorList errors) => new()
    {
        Parameters = reader.TextMap("parameters", TextRules.Key, MostEntries),
        Profile = reader.Text("profile", TextRules.Name),
        Level = reader.Text("level", word => OneOf(word, [.. MonitoringLevels.ByWord.Keys])),
        Intent = reader.TextMap("intent", TextRules.Key, MostEntries),
        Labels = reader.TextMap("labels", TextRules.Key, MostEntries),
        Maintenance = reader.Object("maintenance") is { } maintenance ? Maintenance(maintenance, errors) : null,
    };

    private static MaintenanceDocument Maintenance(ObjectReader reader, ErrorList errors)
    {
        var window = new MaintenanceDocument(
            reader.Text("contact", Contact, required: true) ?? "",
            reader.Time("start"),
            reader.Time("end"),
            reader.Text("recurrence", word => OneOf(word, MaintenanceDocument.Recurrences)),
            reader.Time("until"),
            reader.Text("scope", word => OneOf(word, MaintenanceDocument.Scopes)));
        if (window.ToModel().Check() is { } problem)
        {
            errors.Add(reader.PointerTo(problem.Field), problem.Text);
        }

        reader.Finish();
        return window;
    }

    private static string? OneOf(string word, IReadOnlyList<string> words) =>
        words.Contains(word) ? null : $"expected one of {string.Join(", ", words)}{Suggestion.For(word, words)}";

    // Mandatory in RFC 9418, so an empty one would be as good as none.
    private static string? Contact(string value) => string.IsNullOrWhiteSpace(value) ? "say who performs the maintenance" : null;
}
