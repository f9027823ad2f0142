using System.Globalization;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Evaluation;

/// <summary>What becomes of packets that a rule gives to a queue (nft(8), QUEUE STATEMENT; net/netfilter/nf_queue.c).</summary>
internal static class NftQueues
{
    private const string Bypass = " bypass";

    /// <summary>Whether any queue of a verdict has a listener; null where that is not known.</summary>
    /// <param name="verdict">Its target is a number or a range, with <c>bypass</c> where packets pass when nobody listens.</param>
    /// <param name="listened">Numbers of the queues with a listener; null where they are not known.</param>
    public static bool? HasListener(NftVerdict verdict, IReadOnlySet<int>? listened)
    {
        var numbers = verdict.Target.Replace(Bypass, "", StringComparison.Ordinal).Split('-');
        if (listened is null || !TryRead(numbers[0], out var first) || !TryRead(numbers[^1], out var last))
        {
            return null;
        }

        return listened.Any(number => number >= first && number <= last);
    }

    /// <summary>Whether packets pass when nobody listens.</summary>
    public static bool IsBypassed(NftVerdict verdict) => verdict.Target.EndsWith(Bypass, StringComparison.Ordinal);

    private static bool TryRead(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
