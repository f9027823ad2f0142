using System.Text.Json;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Agent.Publishing;

/// <summary>Health events as the octets that are spooled and sent.</summary>
internal static class HealthEventEncoding
{
    public static SpoolEvent Of(SpoolEventKind kind, HealthEvent item) => new(kind, sequence => Encode(item with { Sequence = sequence }));

    /// <summary>An event that says nothing, in place of one that was given up.</summary>
    public static byte[] Empty(long sequence) => Encode(new HealthEvent { Sequence = sequence, Time = DateTimeOffset.UnixEpoch, Withdrawn = [] });

    private static byte[] Encode(HealthEvent item) => JsonSerializer.SerializeToUtf8Bytes(item, ContractsJson.Default.HealthEvent);
}
