namespace RouterAlertAssurance.Probes.Marks;

/// <summary>Recognises packets of probes on the way, where nobody has their key.</summary>
public static class ProbePayload
{
    private const int Farthest = 192;

    /// <summary>Whether a packet says that it belongs to a probe. Anybody can say so: whether it is true only those tell who have the key.</summary>
    /// <param name="packet">It from the IP header on; the mark is looked for in its first 192 octets.</param>
    public static bool HasMark(ReadOnlySpan<byte> packet) => packet[..Math.Min(packet.Length, Farthest)].IndexOf(ProbeMark.Magic) >= 0;
}
