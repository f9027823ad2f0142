using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>Reads the capture files that the product hands out.</summary>
internal static class EvidenceFile
{
    /// <summary>The packets of a file, each in words; nothing of what is none.</summary>
    public static IReadOnlyList<string> Read(byte[] file)
    {
        List<string> packets = [];
        if (file.Length > 0)
        {
            using var stream = new MemoryStream(file);
            using var reader = CaptureReader.Open(stream);
            while (reader.TryRead(out var packet))
            {
                packets.Add(RouterAlertSummary.Of(packet.Bytes, packet.OriginalLength));
            }
        }

        return packets;
    }
}
