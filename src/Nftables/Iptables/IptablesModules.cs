using System.Globalization;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Iptables;

/// <summary>Reads the modules that rules for Router Alert use (iptables-extensions(8)).</summary>
internal static class IptablesModules
{
    /// <summary>What a module means; null for one that is not understood.</summary>
    /// <param name="foreign">The module.</param>
    /// <param name="words">Its options, as iptables-save prints them.</param>
    public static NftStatement? Read(NftForeign foreign, IReadOnlyList<string> words) => (foreign.Kind, foreign.Name) switch
    {
        ("match", "u32") => U32Test.Parse(Value(words, "--u32") ?? "", words.Contains("!")),
        ("match", "hbh") => HopByHopTest.Parse(words),
        ("match", "ipv4options") => Ipv4OptionsTest.Parse(Value(words, "--flags") ?? "", words.Contains("--any")),
        ("match", "hashlimit") => Limit(words, "--hashlimit-upto", "--hashlimit-above", "--hashlimit-burst", $"hashlimit {Value(words, "--hashlimit-name")}"),
        ("match", "limit") => Limit(words, "--limit", "", "--limit-burst", null),
        ("target", "NFQUEUE") => new NftVerdict(NftVerdictKind.Queue, Queue(words)),
        _ => null,
    };

    private static string? Value(IReadOnlyList<string> words, string option)
    {
        for (var at = 0; at + 1 < words.Count; at++)
        {
            if (words[at] == option)
            {
                return words[at + 1];
            }
        }

        return null;
    }

    private static string Queue(IReadOnlyList<string> words)
    {
        var numbers = Value(words, "--queue-balance")?.Replace(':', '-') ?? Value(words, "--queue-num") ?? "0";
        return words.Contains("--queue-bypass") ? numbers + " bypass" : numbers;
    }

    // "50/sec", "20/min"; a rate of octets ("512kb/s") counts octets.
    private static NftLimit? Limit(IReadOnlyList<string> words, string below, string above, string burst, string? name)
    {
        var isOver = Value(words, below) is null;
        if ((Value(words, below) ?? Value(words, above))?.Split('/') is not [var amount, var unit] || SpanOf(unit) is not { } span)
        {
            return null;
        }

        var digits = amount.TrimEnd('b', 'k', 'm');
        var factor = amount[digits.Length..] switch
        {
            "kb" => 1024,
            "mb" => 1024 * 1024,
            _ => 1,
        };
        return double.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var rate)
            ? new(name, rate * factor, span, int.TryParse(Value(words, burst), NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : 5, isOver, digits.Length < amount.Length)
            : null;
    }

    private static TimeSpan? SpanOf(string unit) => unit switch
    {
        "s" or "sec" or "second" => TimeSpan.FromSeconds(1),
        "min" or "minute" => TimeSpan.FromMinutes(1),
        "hour" => TimeSpan.FromHours(1),
        "day" => TimeSpan.FromDays(1),
        _ => null,
    };
}
