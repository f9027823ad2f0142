using System.Collections.Immutable;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Evaluation;

public enum NftEnd
{
    /// <summary>The packet is sent on.</summary>
    Forwarded,
    Dropped,

    /// <summary>The packet is handed to a program.</summary>
    Queued,

    /// <summary>Something that is not known here took it.</summary>
    Unknown,
}

/// <summary>Where a rule stands.</summary>
/// <param name="Chain">Its chain.</param>
/// <param name="Handle">Its number; 0 for the chain's policy.</param>
/// <param name="Comment">What its author wrote.</param>
public sealed record NftPlace(string Chain, long Handle, string Comment)
{
    /// <summary>Family and name of the chain's table.</summary>
    public string Table => string.Join(' ', Chain.Split(' ').Take(2));

    public override string ToString() => Handle == 0 ? $"policy of chain {Chain}" : $"rule {Handle} of chain {Chain}{(Comment.Length > 0 ? $" ({Comment})" : "")}";
}

/// <summary>Something that decides about a packet and does not follow from the packet alone.</summary>
public abstract record NftCondition(NftPlace Place);

/// <summary>The rate of packets is below or above a limit.</summary>
/// <param name="Place">Where the limit is asked.</param>
/// <param name="Limit">The limit; a named one is the same for all rules that name it.</param>
/// <param name="IsExceeded">Which of the two holds.</param>
public sealed record NftRateCondition(NftPlace Place, NftLimit Limit, bool IsExceeded) : NftCondition(Place);

/// <summary>Something that is not known here holds, or does not.</summary>
public sealed record NftUnknownCondition(NftPlace Place, string Text, bool Holds) : NftCondition(Place);

/// <summary>One thing that may become of a packet.</summary>
/// <param name="End">What became of it.</param>
/// <param name="Place">What decided, of a packet that is sent on what rewrote it last or accepted it; null where nothing did, or the kernel itself dropped it as malformed.</param>
/// <param name="Target">Number of the queue; of a dropped packet, of one to which nobody listens.</param>
/// <param name="Packet">The packet at its end, as rules may have rewritten it.</param>
/// <param name="Conditions">Under which conditions.</param>
public sealed record NftOutcome(NftEnd End, NftPlace? Place, string Target, NftPacket Packet, ImmutableArray<NftCondition> Conditions);
