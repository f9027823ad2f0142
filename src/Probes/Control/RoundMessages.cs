using System.Text.Json;
using System.Text.Json.Serialization;

namespace RouterAlertAssurance.Probes.Control;

/// <summary>Opens a round at the responder; body of <c>POST /api/v1/probes/{id}/rounds</c>.</summary>
/// <param name="Round">Number of the round: the time in milliseconds since 1970, made greater than that of every round before it.</param>
/// <param name="Nonce">8 octets that the packets of this round carry.</param>
/// <param name="Source">Address that packets come from.</param>
/// <param name="Destination">Address that they go to.</param>
/// <param name="Protocols">Names of the protocols.</param>
/// <param name="Pairs">Pairs of each protocol.</param>
/// <param name="PairsPerSecond">How many pairs of each protocol a second.</param>
/// <param name="Seconds">How long the round is to stay open; it closes by itself then.</param>
public sealed record RoundOpening(
    long Round, byte[] Nonce, string Source, string Destination, IReadOnlyList<string> Protocols, int Pairs, double PairsPerSecond, double Seconds);

/// <summary>Answer to <see cref="RoundOpening"/>.</summary>
/// <param name="Ports">By protocol, the port that packets are to go to.</param>
/// <param name="Refused">By protocol, why it cannot be received here.</param>
public sealed record RoundOpened(IReadOnlyDictionary<string, int> Ports, IReadOnlyDictionary<string, string> Refused);

/// <summary>Closes a round; body of <c>POST /api/v1/probes/{id}/rounds/{round}/results</c>.</summary>
/// <param name="Round">Number of the round.</param>
public sealed record RoundClosing(long Round);

/// <summary>What arrived; answer to <see cref="RoundClosing"/>.</summary>
/// <param name="Streams">By protocol.</param>
/// <param name="Lost">Packets that the receiver's own buffer lost, of any kind.</param>
public sealed record RoundResults(IReadOnlyList<StreamResult> Streams, long Lost);

/// <summary>What arrived of a protocol.</summary>
/// <param name="Protocol">Its name.</param>
/// <param name="Control">Packets sent without the option.</param>
/// <param name="RouterAlert">Packets sent with it.</param>
public sealed record StreamResult(string Protocol, KindResult Control, KindResult RouterAlert);

/// <summary>What arrived of one kind.</summary>
/// <param name="Received">A bit for each packet, the first in the lowest bit of the first octet: whether it arrived.</param>
/// <param name="WithoutOption">Packets that arrived without the option, their checksum right.</param>
/// <param name="BrokenChecksum">Packets whose IPv4 header has a wrong checksum.</param>
/// <param name="TimeToLive">The commonest TTL or hop limit at arrival.</param>
/// <param name="Example">One of them, in the worst form in which any arrived; null when none did, or its header cannot be seen without CAP_NET_RAW.</param>
public sealed record KindResult(byte[] Received, int WithoutOption, int BrokenChecksum, int? TimeToLive, SeenPacket? Example = null);

/// <summary>JSON of what initiator and responder exchange.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(RoundOpening))]
[JsonSerializable(typeof(RoundOpened))]
[JsonSerializable(typeof(RoundClosing))]
[JsonSerializable(typeof(RoundResults))]
internal sealed partial class ProbeJson : JsonSerializerContext;
