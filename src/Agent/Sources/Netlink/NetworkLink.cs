using System.Net;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>An interface as the kernel describes it.</summary>
internal sealed record NetworkLink
{
    public required int Index { get; init; }

    public required string Name { get; init; }

    public uint Flags { get; init; }

    public byte OperState { get; init; }

    public bool? Carrier { get; init; }

    public uint? CarrierChanges { get; init; }

    public uint Mtu { get; init; }

    /// <summary>Index of the interface below, such as a VLAN's; null when there is none or it is the other end of a veth.</summary>
    public int? Lower { get; init; }

    /// <summary>The driver's kind (<c>vxlan</c>), <c>loopback</c> or <c>ethernet</c>.</summary>
    public string Kind { get; init; } = "ethernet";

    /// <summary>Index of the bridge this interface is a port of.</summary>
    public int? Bridge { get; init; }

    public TunnelEndpoints? Tunnel { get; init; }

    public LinkCounters? Counters { get; init; }

    public bool AdminUp => (Flags & NetlinkConstants.InterfaceUp) != 0;

    /// <summary>Interfaces without a state machine of their own (loopback, most tunnels) report "unknown" while they work.</summary>
    public bool OperUp => OperState == NetlinkConstants.OperUp
        || (OperState == NetlinkConstants.OperUnknown && AdminUp && (Flags & NetlinkConstants.InterfaceRunning) != 0);

    public bool IsLoopback => (Flags & NetlinkConstants.InterfaceLoopback) != 0;
}

/// <summary>Addresses of a tunnel interface; what is not configured is null.</summary>
internal sealed record TunnelEndpoints(IPAddress? Local, IPAddress? Remote, uint? Vni);

/// <summary>The 64-bit counters of an interface.</summary>
internal sealed record LinkCounters(
    ulong RxPackets, ulong TxPackets, ulong RxBytes, ulong TxBytes, ulong RxErrors, ulong TxErrors, ulong RxDropped, ulong TxDropped);
