namespace RouterAlertAssurance.Packets.Layers;

/// <summary>Values of the Ethernet type field that are looked into.</summary>
public enum EtherType : ushort
{
    /// <summary>Not known, or none.</summary>
    None = 0,
    Ipv4 = 0x0800,
    Arp = 0x0806,

    /// <summary>An Ethernet frame inside of something (GRE, GENEVE).</summary>
    TransparentEthernet = 0x6558,

    /// <summary>IEEE 802.1Q tag.</summary>
    Vlan = 0x8100,
    Ipv6 = 0x86DD,

    /// <summary>PPP over Ethernet, session stage.</summary>
    PppoeSession = 0x8864,
    Mpls = 0x8847,
    MplsUpstream = 0x8848,

    /// <summary>IEEE 802.1ad outer tag (QinQ).</summary>
    ServiceVlan = 0x88A8,

    /// <summary>The outer tag of older switches.</summary>
    OldServiceVlan = 0x9100,
}
