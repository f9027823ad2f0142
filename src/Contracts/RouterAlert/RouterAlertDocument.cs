namespace RouterAlertAssurance.Contracts.RouterAlert;

/// <summary>
/// What an agent knows of Router Alert on one device now; answer of <c>GET /api/v1/router-alert</c> on an agent and of
/// <c>GET /api/v1/devices/{device}/router-alert</c> on the orchestrator, which asks the agent.
/// </summary>
public sealed record RouterAlertDocument
{
    public string Device { get; set; } = "";

    public DateTimeOffset Time { get; set; }

    /// <summary>What the device does with packets that carry the option; null where it cannot be read.</summary>
    public RouterAlertPolicyDocument? Policy { get; set; }

    /// <summary>What was seen on its interfaces; null where nothing captures.</summary>
    public RouterAlertTrafficDocument? Traffic { get; set; }

    /// <summary>Who takes packets with the option out of forwarding, and what is lost on that way.</summary>
    public SlowPathDocument? SlowPath { get; set; }

    /// <summary>The last verdicts of probes that this agent sends.</summary>
    public IReadOnlyList<TransparencyVerdict> Probes { get; set; } = [];

    /// <summary>What is not known here, and why (a missing capability, say), in sentences.</summary>
    public IReadOnlyList<string> Problems { get; set; } = [];
}

/// <summary>What <c>raa rao policy</c> finds.</summary>
/// <param name="Rows">What becomes of packets, by interfaces, family and protocol.</param>
/// <param name="Findings">What RFC 6398 has to say, the gravest first.</param>
public sealed record RouterAlertPolicyDocument(IReadOnlyList<RouterAlertPolicyRow> Rows, IReadOnlyList<RouterAlertPolicyFinding> Findings);

/// <param name="Input">Where packets come in, several interfaces separated by commas; <c>any</c> where all are alike.</param>
/// <param name="Output">Where they go out; <c>any</c> where all are alike.</param>
/// <param name="Family"><c>ipv4</c> or <c>ipv6</c>.</param>
/// <param name="Protocol">Protocol in lower case, see <see cref="RouterAlertRate.Protocol"/>.</param>
/// <param name="Treatment">
/// <c>untouched</c>, <c>queued</c>, <c>policed</c>, <c>stripped</c>, <c>stripped-broken</c>, <c>dropped</c>, <c>dropped-anyway</c> (without the option too) or <c>unclear</c>; with a rate beyond
/// which packets are dropped <c>queued-policed</c>, <c>stripped-policed</c> or <c>stripped-broken-policed</c>, and <c>queued-limited</c> where they are sent on beyond it.
/// </param>
/// <param name="PacketsPerSecond">The limit, where it is limited by packets.</param>
/// <param name="Shared">Whether the limit is shared with other protocols.</param>
/// <param name="Place">The rule that decides.</param>
/// <param name="OtherForms">Forms of the option that are treated otherwise, in words; empty when none.</param>
/// <param name="Classes">Parts of the protocol that are treated otherwise (RSVP-TE, ports, values of the option), in words; empty when none.</param>
public sealed record RouterAlertPolicyRow(
    string Input, string Output, string Family, string Protocol, string Treatment, double? PacketsPerSecond, bool Shared, string? Place, string OtherForms, string Classes = "");

/// <param name="Kind">In a word.</param>
/// <param name="Section">What it rests on, such as <c>RFC 6398, section 5</c>.</param>
/// <param name="Text">What was found.</param>
public sealed record RouterAlertPolicyFinding(string Kind, string Section, string Text);

/// <summary>Packets with Router Alert on the interfaces of a device.</summary>
/// <param name="Since">When counting began.</param>
/// <param name="Lost">Packets that the capture lost since then; they are in none of the figures.</param>
/// <param name="Rates">By interface, family, protocol and value.</param>
/// <param name="Talkers">Who sends most, over the last minutes.</param>
/// <param name="Packets">The last packets kept as evidence.</param>
public sealed record RouterAlertTrafficDocument(
    DateTimeOffset Since, long Lost, IReadOnlyList<RouterAlertRate> Rates, IReadOnlyList<RouterAlertTalker> Talkers, IReadOnlyList<EvidencePacket> Packets);

/// <param name="Interface">Where they came in.</param>
/// <param name="Family"><c>ipv4</c> or <c>ipv6</c>.</param>
/// <param name="Protocol">
/// <c>igmp</c>, <c>mld</c>, <c>mrd</c>, <c>rsvp</c>, <c>pgm</c>, <c>tcp</c>, <c>udp</c>, <c>sctp</c>, <c>icmp</c>, <c>icmpv6</c>, or <c>protocol-N</c>.
/// </param>
/// <param name="Value">The option's value (RFC 5350); -1 where protocols and values beyond those told by themselves are put together, as protocol <c>other</c>.</param>
/// <param name="Packets">Since counting began.</param>
/// <param name="PacketsPerSecond">Over the last ten seconds.</param>
public sealed record RouterAlertRate(string Interface, string Family, string Protocol, int Value, long Packets, double PacketsPerSecond);

/// <param name="Interface">Where its packets came in.</param>
/// <param name="Source">Its address, which may be forged.</param>
/// <param name="Protocol">The protocol it sends most of.</param>
/// <param name="Packets">At least so many.</param>
/// <param name="PacketsPerSecond">Over the last ten seconds.</param>
public sealed record RouterAlertTalker(string Interface, string Source, string Protocol, long Packets, double PacketsPerSecond);

/// <summary>A packet kept as evidence.</summary>
/// <param name="Time">When it was seen.</param>
/// <param name="Interface">Where: an interface, or the address of the end of a probe.</param>
/// <param name="Direction"><c>in</c>, <c>out</c>, or <c>tried</c> for one that was never sent: a ruleset was tried with it.</param>
/// <param name="Length">Its length from the IP header on, in octets.</param>
/// <param name="Octets">It from the IP header on, cut at 256 octets.</param>
/// <param name="Summary">It in words: addresses, protocol, option.</param>
public sealed record EvidencePacket(DateTimeOffset Time, string Interface, string Direction, int Length, byte[] Octets, string Summary)
{
    /// <summary>So much of a packet is kept, in octets.</summary>
    public const int Longest = 256;
}

/// <summary>Programs that take packets with Router Alert out of forwarding.</summary>
/// <param name="Sockets">Raw sockets.</param>
/// <param name="Queues">Queues of netfilter.</param>
public sealed record SlowPathDocument(IReadOnlyList<RawSocketItem> Sockets, IReadOnlyList<PacketQueueItem> Queues);

/// <param name="Family"><c>ipv4</c> or <c>ipv6</c>.</param>
/// <param name="Protocol">As in <see cref="RouterAlertRate.Protocol"/>; <c>any</c> for IPv6 sockets that ask by value.</param>
/// <param name="RouterAlert"><c>yes</c>, <c>no</c>, or <c>unknown</c> where the socket could not be asked.</param>
/// <param name="Drops">Packets that found no room in its buffer.</param>
/// <param name="Program">Who has it open; empty where that could not be seen.</param>
/// <param name="ProcessId">Its process; 0 where that could not be seen.</param>
/// <param name="Cpu">Share of one processor that the process uses; null where it could not be seen.</param>
public sealed record RawSocketItem(string Family, string Protocol, string RouterAlert, long Drops, string Program, int ProcessId, double? Cpu);

/// <param name="Number">Number of the queue.</param>
/// <param name="Waiting">Packets that wait in it.</param>
/// <param name="Dropped">Packets that found no room in it, or could not be handed up.</param>
/// <param name="ProcessId">Who listens.</param>
/// <param name="Program">Its name; empty where that could not be seen.</param>
public sealed record PacketQueueItem(int Number, long Waiting, long Dropped, int ProcessId, string Program);

/// <summary>What a probe found out about the way between two addresses, for one protocol and family.</summary>
/// <param name="Source">Where it was sent from.</param>
/// <param name="Destination">Where to.</param>
/// <param name="Peer">The device that received it.</param>
/// <param name="Family"><c>ipv4</c> or <c>ipv6</c>.</param>
/// <param name="Protocol">As in <see cref="RouterAlertRate.Protocol"/>.</param>
/// <param name="Verdict">
/// <c>carried</c>, <c>tunnelled</c>, <c>stripped</c>, <c>stripped-broken</c>, <c>policed</c>, <c>dropped</c>, <c>intercepted</c>, <c>ignored</c> or <c>unknown</c> (even packets without the option got lost).
/// </param>
/// <param name="PacketsPerSecond">The rate that passes, where it is policed.</param>
/// <param name="Hop">Where on the way it happens, an address of the router that was last seen to carry the option; empty where it was not located.</param>
/// <param name="Detail">The figures, in words: sent and received, with the option and without.</param>
/// <param name="Time">When the probe ended.</param>
/// <param name="Interested">Whether routers on the way are meant to take the protocol out of forwarding: then <c>intercepted</c> is as it should be, and otherwise it is not.</param>
public sealed record TransparencyVerdict(
    string Source, string Destination, string Peer, string Family, string Protocol, string Verdict, double? PacketsPerSecond, string Hop, string Detail, DateTimeOffset Time, bool Interested = false);
