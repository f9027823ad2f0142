using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Packets.Live;

/// <summary>A filter that runs in the kernel, at a socket (socket(7), SO_ATTACH_FILTER).</summary>
public static partial class BpfProgram
{
    private const int LevelSocket = 1;
    private const int AttachFilter = 26;
    private const int DetachFilter = 27;

    // ENOENT: there is no filter.
    private const int NoFilter = 2;
    private const int InstructionLength = 8;

    // SKF_AD_OFF + SKF_AD_PKTTYPE (linux/filter.h): not an octet of the packet, but which way it goes.
    private const uint PacketType = 0xFFFF_F004;
    private const uint Outgoing = 4;

    /// <summary>Lets nothing pass.</summary>
    public static IReadOnlyList<BpfInstruction> Nothing { get; } = [new(0x06, 0, 0, 0)];

    /// <summary>Lets everything pass, whole.</summary>
    internal static IReadOnlyList<BpfInstruction> Everything { get; } = [new(0x06, 0, 0, uint.MaxValue)];

    /// <summary>Comes before other instructions: what leaves (PACKET_OUTGOING) does not pass; the rest is for them to judge.</summary>
    internal static IReadOnlyList<BpfInstruction> UnlessOutgoing { get; } = [new(0x20, 0, 0, PacketType), new(0x15, 0, 1, Outgoing), new(0x06, 0, 0, 0)];

    /// <summary>Attaches a filter: what does not pass it never reaches the socket.</summary>
    /// <param name="socket">Descriptor of the socket.</param>
    /// <param name="instructions">The filter.</param>
    /// <returns>False when the kernel refuses; the error is the last one of the platform.</returns>
    public static unsafe bool TryAttach(int socket, ReadOnlySpan<BpfInstruction> instructions)
    {
        var program = new byte[instructions.Length * InstructionLength];
        for (var at = 0; at < instructions.Length; at++)
        {
            var instruction = program.AsSpan(at * InstructionLength);
            MemoryMarshal.Write(instruction, instructions[at].Code);
            (instruction[2], instruction[3]) = (instructions[at].JumpTrue, instructions[at].JumpFalse);
            MemoryMarshal.Write(instruction[4..], instructions[at].Constant);
        }

        fixed (byte* first = program)
        {
            // struct sock_fprog: the length in a half word, then, aligned, where the program is.
            ReadOnlySpan<nint> value = [instructions.Length, (nint)first];
            return SetOption(socket, LevelSocket, AttachFilter, MemoryMarshal.AsBytes(value), value.Length * sizeof(nint)) == 0;
        }
    }

    /// <summary>Takes the filter of a socket away, if it has one: everything reaches it.</summary>
    /// <param name="socket">Descriptor of the socket.</param>
    /// <returns>False when the kernel refuses; the error is the last one of the platform.</returns>
    public static bool TryDetach(int socket)
    {
        ReadOnlySpan<int> unused = [0];
        return SetOption(socket, LevelSocket, DetachFilter, MemoryMarshal.AsBytes(unused), sizeof(int)) == 0 || PacketSocket.LastError() == NoFilter;
    }

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(int socket, int level, int option, ReadOnlySpan<byte> value, int length);
}
