using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Agent.Sources.Ethtool;

/// <summary>What a driver says of its link.</summary>
/// <param name="BitsPerSecond">Speed; 0 when the driver does not know one.</param>
/// <param name="Duplex"><c>half</c>, <c>full</c> or <c>unknown</c>.</param>
internal readonly record struct EthtoolSettings(double BitsPerSecond, string Duplex)
{
    /// <summary>Length of struct ethtool_cmd (linux/ethtool.h).</summary>
    public const int Length = 44;

    /// <summary>Of interfaces whose driver has nothing to say, such as tunnels.</summary>
    public static readonly EthtoolSettings Unknown = new(0, "unknown");

    private const int SpeedLow = 12, DuplexOffset = 14, SpeedHigh = 28;
    private const uint UnknownSpeed = 0xffff_ffff, UnknownSpeedLow = 0xffff;
    private const double Mega = 1e6;

    /// <summary>Reads struct ethtool_cmd as the kernel fills it in; false when it is too short.</summary>
    public static bool TryRead(ReadOnlySpan<byte> command, out EthtoolSettings settings)
    {
        settings = Unknown;
        if (command.Length < Length)
        {
            return false;
        }

        var speed = MemoryMarshal.Read<ushort>(command[SpeedLow..]) | ((uint)MemoryMarshal.Read<ushort>(command[SpeedHigh..]) << 16);
        var duplex = command[DuplexOffset] switch { 0 => "half", 1 => "full", _ => "unknown" };
        settings = new EthtoolSettings(speed is UnknownSpeed or UnknownSpeedLow ? 0 : speed * Mega, duplex);
        return true;
    }
}
