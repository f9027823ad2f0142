namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>Numbers of the kernel's netlink and rtnetlink interfaces (linux/netlink.h, linux/rtnetlink.h, linux/if_link.h).</summary>
internal static class NetlinkConstants
{
    public const int HeaderLength = 16;

    public const ushort MessageError = 2;
    public const ushort MessageDone = 3;

    public const ushort NewLink = 16;
    public const ushort DeleteLink = 17;
    public const ushort GetLink = 18;
    public const ushort NewAddress = 20;
    public const ushort DeleteAddress = 21;
    public const ushort GetAddress = 22;
    public const ushort NewRoute = 24;
    public const ushort DeleteRoute = 25;
    public const ushort GetRoute = 26;
    public const ushort NewNeighbour = 28;
    public const ushort DeleteNeighbour = 29;
    public const ushort GetNeighbour = 30;

    public const ushort NewQdisc = 36;
    public const ushort GetQdisc = 38;

    /// <summary>Family of a bridge's forwarding entries.</summary>
    public const byte FamilyBridge = 7;

    public const ushort FlagRequest = 0x1;
    public const ushort FlagDumpInterrupted = 0x10;
    public const ushort FlagDump = 0x300;

    public const ushort NewNextHop = 104;
    public const ushort DeleteNextHop = 105;

    /// <summary>Bits of the multicast groups link, neighbour, IPv4 and IPv6 address and route, and nexthop.</summary>
    public const uint Groups = 0x1 | 0x4 | 0x10 | 0x40 | 0x100 | 0x400 | 0x8000_0000;

    public const uint InterfaceUp = 0x1;
    public const uint InterfaceLoopback = 0x8;
    public const uint InterfaceRunning = 0x40;

    public const byte OperUnknown = 0;
    public const byte OperUp = 6;

    public const byte MainTable = 254;
    public const byte UnicastRoute = 1;

    public const uint NextHopDead = 0x1;
    public const uint NextHopLinkDown = 0x10;

    public static int Align(int length) => (length + 3) & ~3;
}
