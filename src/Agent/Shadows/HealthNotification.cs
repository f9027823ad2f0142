using System.Buffers;
using System.Text;
using System.Text.Json;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Agent.Shadows;

/// <summary>A status in the envelope of a RESTCONF notification (RFC 8040, section 6.4).</summary>
internal static class HealthNotification
{
    public const string StreamPath = "restconf/streams/subservice-health/json";

    private const string Envelope = "ietf-restconf:notification", Status = "raa-health:status", EventTime = "eventTime";

    public static string Format(StatusChange change, DateTimeOffset time)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(Envelope);
            writer.WriteString(EventTime, time);
            writer.WritePropertyName(Status);
            JsonSerializer.Serialize(writer, change, ContractsJson.Default.StatusChange);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Null when it is another notification.</summary>
    /// <exception cref="JsonException">It is not JSON, or no status.</exception>
    public static StatusChange? Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty(Envelope, out var envelope) && envelope.ValueKind == JsonValueKind.Object
            && envelope.TryGetProperty(Status, out var status)
                ? status.Deserialize(ContractsJson.Default.StatusChange)
                : null;
    }
}
