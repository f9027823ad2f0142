namespace RouterAlertAssurance.Packets.Tests.Inspection;

/// <summary>
/// Where tshark's count of malformed packets is another than ours, and why. tshark dissects up to the application and counts what any dissector stumbles over; here the headers up to
/// the transport are looked at, for what contradicts itself, and there also where tshark has a warning only.
/// </summary>
internal static class SharedMalformed
{
    private const string AboveTransport = "malformed above the transport header, which is not looked at: ";
    private const string NoTemplate = AboveTransport + "tshark counts data of flows whose template is not in the capture";
    private const string TooLongForItsFrame = "an IP length beyond the end of the frame is a warning for tshark";
    private const string Option = "an IPv4 option that does not fit is a note for tshark";

    /// <summary>By capture: what tshark counts, what is counted here, and why they differ.</summary>
    public static readonly IReadOnlyDictionary<string, (long Tshark, long Here, string Why)> Differences = new Dictionary<string, (long, long, string)>
    {
        ["akvorado__outlet__flow__decoder__netflow__testdata__data+templates.pcap"] = (1, 0, NoTemplate),
        ["akvorado__outlet__flow__decoder__netflow__testdata__data.pcap"] = (1, 0, NoTemplate),
        ["akvorado__outlet__flow__decoder__netflow__testdata__datalink-data.pcap"] = (1, 0, NoTemplate),
        ["akvorado__outlet__flow__decoder__netflow__testdata__icmp-data.pcap"] = (1, 0, NoTemplate),
        ["akvorado__outlet__flow__decoder__netflow__testdata__multiplesamplingrates-data.pcap"] = (1, 0, NoTemplate),
        ["akvorado__outlet__flow__decoder__netflow__testdata__multiplesamplingrates-options-data.pcap"] = (1, 0, NoTemplate),
        ["akvorado__outlet__flow__decoder__netflow__testdata__options-data.pcap"] = (1, 0, NoTemplate),
        ["libnetflow9__testcases__malformed_6.pcap"] = (2, 0, AboveTransport + "NetFlow"),
        ["nDPI__tests__cfgs__default__pcap__KakaoTalk_chat.pcap"] = (1, 0, AboveTransport + "HTTP"),
        ["nDPI__tests__cfgs__default__pcap__fuzz-2006-06-26-2594.pcap"] = (151, 60, AboveTransport + "DNS, SIP, NetBIOS; and " + TooLongForItsFrame),
        ["nDPI__tests__cfgs__default__pcap__telnet.pcap"] = (1, 5, AboveTransport + "Telnet; and " + TooLongForItsFrame),
        ["nDPI__tests__cfgs__default__pcap__tls_invalid_reads.pcap"] = (2, 1, AboveTransport + "TLS; and " + TooLongForItsFrame),
        ["nDPI__tests__cfgs__default__pcap__whatsapp_login_call.pcap"] = (32, 0, AboveTransport + "STUN"),
        ["nfstream__tests__pcaps__skype_no_unknown.pcap"] = (8, 0, AboveTransport + "TLS, and CDP, which is not IP"),
        ["suricata-verify__tests__bug-76__input.pcap"] = (1, 3, "both have the TCP header; " + TooLongForItsFrame),
        ["suricata-verify__tests__firewall__tcp-session-decode-malformed-ipv4__input.pcap"] = (1, 0, "a Security option without its fields (RFC 1108): it fits its header, and its fields are not looked at"),
        ["suricata-verify__tests__rfb-partial-tx__in.pcap"] = (21, 0, AboveTransport + "VNC"),
        ["tcpdump__tests__bgp-bgp_capabilities_print-oobr-1.pcap"] = (1, 0, AboveTransport + "BGP"),
        ["tcpdump__tests__bgp-bgp_capabilities_print-oobr-2.pcap"] = (1, 0, AboveTransport + "BGP"),
        ["tcpdump__tests__bgp-extended-optional-parameters-length.pcapng"] = (1, 0, AboveTransport + "BGP"),
        ["tcpdump__tests__bgp_mvpn_6_and_7_oobr.pcap"] = (1, 0, AboveTransport + "BGP"),
        ["tcpdump__tests__extract_read2_asan.pcap"] = (0, 1, Option),
        ["tcpdump__tests__ip_ts_opts_asan.pcap"] = (0, 1, Option),
        ["tcpdump__tests__isakmpv1-attr-oobr.pcap"] = (0, 1, Option),
        ["tcpdump__tests__pgm_opts_asan.pcap"] = (0, 1, Option),
        ["tcpdump__tests__rsvp-rsvp_obj_print-oobr.pcap"] = (1, 0, "a frame shorter on the wire than what was captured of it, of AX.25, which is not IP"),
        ["zeek__testing__btest__Traces__krb__kinit.pcap"] = (7, 0, AboveTransport + "Kerberos"),
        ["zeek__testing__btest__Traces__ldap__ldap-max-recursion.pcap"] = (100, 0, AboveTransport + "LDAP"),
        ["zeek__testing__btest__Traces__modbus__fuzz-1011.pcap"] = (0, 1, "a version that is not the frame's is a warning for tshark"),
        ["zeek__testing__btest__Traces__trunc__mpls-6in6-broken.pcap.gz"] = (1786, 25, "behind MPLS labels what is not of version 4 or 6 is not taken for IP; tshark goes by the label"),
    };
}
