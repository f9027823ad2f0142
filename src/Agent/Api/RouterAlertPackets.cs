using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Agent.Sources.RouterAlert;
using RouterAlertAssurance.Packets.Files;

namespace RouterAlertAssurance.Agent.Api;

/// <summary>The packets with Router Alert that are kept as evidence, as a capture file: <c>?interface=</c> (where they came in) and <c>protocol=</c>, all by default.</summary>
internal static class RouterAlertPackets
{
    public static void MapRouterAlertPackets(this IEndpointRouteBuilder app) => app.MapGet("/api/v1/router-alert/packets.pcapng", context =>
    {
        var query = context.Request.Query;
        var kept = context.RequestServices.GetRequiredService<RouterAlertSource>().Kept(query["interface"].ToString(), query["protocol"].ToString());
        return Results.File(FileOf(kept), "application/x-pcapng", "router-alert.pcapng").ExecuteAsync(context);
    });

    // At most 1 MiB of packets is kept.
    private static byte[] FileOf(IReadOnlyList<KeptPacket> packets)
    {
        using var file = new MemoryStream();
        var writer = new PcapngWriter(file);
        writer.Begin();
        foreach (var packet in packets)
        {
            writer.Write(packet.Interface, packet.Nanoseconds, packet.Direction, packet.Octets, packet.Length);
        }

        return file.ToArray();
    }
}
