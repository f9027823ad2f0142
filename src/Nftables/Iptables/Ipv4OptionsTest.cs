using System.Globalization;
using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Nftables.Iptables;

/// <summary><c>-m ipv4options</c> of xtables-addons(8): options of the IPv4 header are there, or not, by their number without the flag and the class.</summary>
internal sealed record Ipv4OptionsTest(string Text, uint Asked, uint Absent, bool IsAny) : NftPacketTest(Text)
{
    private const int NumberBits = 0x1F;

    /// <summary>Null when the list is not understood.</summary>
    /// <param name="flags">Names or numbers, with <c>!</c> before what must not be there.</param>
    /// <param name="isAny">Whether one of them is enough.</param>
    public static Ipv4OptionsTest? Parse(string flags, bool isAny)
    {
        var (asked, absent) = (0u, 0u);
        foreach (var flag in flags.Split(','))
        {
            if (NumberOf(flag.TrimStart('!')) is not { } number)
            {
                return null;
            }

            asked |= 1u << number;
            absent |= flag.StartsWith('!') ? 1u << number : 0;
        }

        return new($"ipv4options --flags {flags}", asked, absent, isAny);
    }

    public override bool Holds(ReadOnlySpan<byte> packet)
    {
        var header = Math.Min((packet[0] & 15) * 4, packet.Length);
        if (packet[0] >> 4 != 4)
        {
            return false;
        }

        var found = 0u;
        var options = new Ipv4Options(header > 20 ? packet[20..header] : default);
        while (options.MoveNext())
        {
            found |= 1u << (options.Type & NumberBits);
        }

        var right = (found ^ Absent) & Asked;
        return IsAny ? right != 0 : right == Asked;
    }

    private static int? NumberOf(string name) => name switch
    {
        "nop" => 1,
        "security" => 2,
        "lsrr" => 3,
        "timestamp" => 4,
        "record-route" => 7,
        "ssrr" => 9,
        "router-alert" => 20,
        _ => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= NumberBits ? number : null,
    };
}
