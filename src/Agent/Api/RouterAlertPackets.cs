using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Agent.Sources.RouterAlert;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Agent.Api;

/// <summary>The packets with Router Alert that are kept as evidence, as a capture file: <c>?interface=</c> (where they came in) and <c>protocol=</c>, all by default.</summary>
internal static class RouterAlertPackets
{
    public static void MapRouterAlertPackets(this IEndpointRouteBuilder app) => app.MapGet("/api/v1/router-alert/packets.pcapng", context =>
    {
        var query = context.Request.Query;
        var asked = query["protocol"].ToString();
        var answer = Word(asked) is { } protocol
            ? Results.File(FileOf(context.RequestServices.GetRequiredService<RouterAlertSource>().Kept(query["interface"].ToString(), protocol)), "application/x-pcapng", "router-alert.pcapng")
            : Problem.Validation("?protocol", $"'{asked}' is no protocol: a number up to 255, protocol-N, or one of {string.Join(", ", RouterAlertProtocol.Names)}");
        return answer.ExecuteAsync(context);
    });

    // A misspelt protocol must not look like one of which nothing is kept.
    private static string? Word(string asked) => asked is "" or AlertWords.Other ? asked : RouterAlertProtocol.Parse(asked)?.ToString();

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
