using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Collector.History;
using RouterAlertAssurance.Collector.Queries;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Packets.Files;

namespace RouterAlertAssurance.Collector.Explanations;

/// <summary><c>GET /api/v1/symptoms/evidence.pcapng</c>: the packets that an occurrence of a symptom rests on, as a capture file.</summary>
internal static class EvidencePacketsEndpoint
{
    private const string MediaType = "application/x-pcapng";
    private const long NanosecondsPerTick = 100;

    /// <summary>Agents tell times to the tick of 100 ns; what is stored is kept to the microsecond.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMicroseconds(1);

    public static void MapEvidencePackets(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/symptoms/evidence.pcapng", PacketsAsync)
        .WithName("getEvidencePackets")
        .TakesDeclaredQuery()
        .WithSummary("The packets in the evidence of an occurrence of a symptom, as pcapng")
        .WithTags("Health")
        .Produces<byte[]>(StatusCodes.Status200OK, MediaType)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> PacketsAsync(
        HttpContext context,
        HealthReader health,
        TimeProvider time,
        [FromQuery, Description("Subservice type; service-instance for services")] string? type = null,
        [FromQuery, Description("Identifier of the subservice")] string? id = null,
        [FromQuery, Description("Identifier of the symptom, such as router-alert/rao-punt-rate.flood")] string? symptom = null,
        [FromQuery, Description("When the occurrence began, as its history says. " + TimeParameter.Description)] string? start = null,
        [FromQuery, Description("The agent that raised it; any by default")] string? agent = null)
    {
        var errors = new QueryErrors();
        foreach (var (name, value) in new[] { ("type", type), ("id", id), ("symptom", symptom), ("start", start) })
        {
            if (string.IsNullOrEmpty(value))
            {
                errors.Add(name, "is required");
            }
        }

        var begin = errors.Time(start, "start", time.GetUtcNow());
        if (errors.Any)
        {
            return Problem.Validation(errors.All);
        }

        var node = new SubserviceId(type!, id!);
        var episodes = await health.EpisodesAsync([node], begin!.Value - Rounding, begin.Value + Rounding, context.RequestAborted);
        var found = episodes.Find(episode => episode.Symptom.Id == symptom && (episode.Symptom.Start - begin.Value).Duration() < Rounding && (string.IsNullOrEmpty(agent) || episode.Symptom.AgentId == agent));
        return found is null ? Problem.NotFound($"{symptom} of {node} did not begin at {begin:O}")
            : found.Evidence?.Packets is not { Count: > 0 } packets ? Problem.NotFound($"No packets are in the evidence of {symptom} of {node}")
            : Results.File(FileOf(packets), MediaType, "evidence.pcapng");
    }

    private static byte[] FileOf(IReadOnlyList<EvidencePacket> packets)
    {
        using var file = new MemoryStream();
        var writer = new PcapngWriter(file);
        foreach (var packet in packets)
        {
            var nanoseconds = (packet.Time - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;
            writer.Write(packet.Interface, nanoseconds, DirectionOf(packet), packet.Octets, Math.Max(packet.Length, packet.Octets.Length));
        }

        return file.ToArray();
    }

    private static PacketDirection DirectionOf(EvidencePacket packet) => packet.Direction switch
    {
        "in" => PacketDirection.In,
        "out" => PacketDirection.Out,
        _ => PacketDirection.Unknown,
    };
}
