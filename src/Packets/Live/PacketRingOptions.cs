namespace RouterAlertAssurance.Packets.Live;

/// <summary>How a live capture is set up.</summary>
public sealed record PacketRingOptions
{
    /// <summary>Octets of a block: what the kernel hands over at a time. A power of two of at least a page; 1 MiB.</summary>
    public int BlockSize { get; init; } = 1 << 20;

    /// <summary>Number of blocks; 32, of which all but the one that is read can fill up before a packet is lost.</summary>
    public int Blocks { get; init; } = 32;

    /// <summary>How long the kernel holds back a block that is not full; 100 ms.</summary>
    public TimeSpan Retire { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A filter that the kernel runs (classic BPF); what it refuses is neither copied nor counted. Empty for none.</summary>
    public IReadOnlyList<BpfInstruction> Filter { get; init; } = [];
}

/// <summary>One instruction of a classic BPF program, as <c>tcpdump -dd</c> prints it.</summary>
/// <param name="Code">Operation.</param>
/// <param name="JumpTrue">Instructions to skip where a comparison holds.</param>
/// <param name="JumpFalse">Instructions to skip where it does not.</param>
/// <param name="Constant">The operand.</param>
public readonly record struct BpfInstruction(ushort Code, byte JumpTrue, byte JumpFalse, uint Constant);

/// <summary>What became of the packets since the last time it was asked.</summary>
/// <param name="Received">Packets that came, the dropped ones included.</param>
/// <param name="Dropped">Packets that found no room.</param>
/// <param name="Freezes">How often the ring was full.</param>
public readonly record struct PacketRingStatistics(uint Received, uint Dropped, uint Freezes);
