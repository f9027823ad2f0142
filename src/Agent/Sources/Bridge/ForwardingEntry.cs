using System.Net;
using System.Runtime.InteropServices;
using RouterAlertAssurance.Agent.Sources.Netlink;

namespace RouterAlertAssurance.Agent.Sources.Bridge;

/// <summary>An entry of a bridge's or a VXLAN's forwarding table (RTM_NEWNEIGH of the family bridge).</summary>
/// <param name="Port">Interface the address is behind.</param>
/// <param name="Address">Link-layer address as text; <see cref="Unknown"/> where frames go whose destination is not known.</param>
/// <param name="Remote">Far end of the VXLAN, in the VXLAN's own table.</param>
/// <param name="IsOfBridge">Whether it is in the bridge's table rather than the interface's own.</param>
/// <param name="IsPermanent">Not learned.</param>
internal sealed record ForwardingEntry(int Port, string Address, IPAddress? Remote, bool IsOfBridge, bool IsPermanent)
{
    public const string Unknown = "000000000000";

    private const int HeaderLength = 12;
    private const int Destination = 1, LinkLayerAddress = 2, Master = 9;
    private const ushort Permanent = 0x80;

    /// <summary>Null when malformed or of another family.</summary>
    public static ForwardingEntry? Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeaderLength || payload[0] != NetlinkConstants.FamilyBridge)
        {
            return null;
        }

        var entry = new ForwardingEntry(
            MemoryMarshal.Read<int>(payload[4..]), "", null, IsOfBridge: false, (MemoryMarshal.Read<ushort>(payload[8..]) & Permanent) != 0);
        var attributes = new NetlinkAttributeReader(payload[HeaderLength..]);
        while (attributes.MoveNext())
        {
            entry = attributes.Type switch
            {
                Destination => entry with { Remote = attributes.Address },
                LinkLayerAddress => entry with { Address = Convert.ToHexStringLower(attributes.Value) },
                Master => entry with { IsOfBridge = true },
                _ => entry,
            };
        }

        return entry.Address.Length == 0 ? null : entry;
    }
}
