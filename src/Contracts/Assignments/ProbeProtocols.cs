using System.Globalization;

namespace RouterAlertAssurance.Contracts.Assignments;

/// <summary>The words of <see cref="ProbeTask"/>.</summary>
public static class ProbeProtocols
{
    /// <summary>The only <see cref="ProbeTask.Kind"/> there is.</summary>
    public const string Kind = "router-alert";

    /// <summary>What is tried where a package does not say: an obvious user of the option, a usual protocol, and one that nobody knows.</summary>
    public const string Default = "rsvp,udp,protocol-253";

    private const string ByNumber = "protocol-";

    /// <summary>Protocols with a name, in the order in which they are tried; others are <c>protocol-N</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["igmp", "mld", "mrd", "rsvp", "pgm", "tcp", "udp", "sctp", "icmp", "icmpv6"];

    /// <summary>Those of them that a probe can be sent over: MLD and MRD never leave their link, what answers ICMP is the kernel, and of numbers one stands for all that nobody knows.</summary>
    public static IReadOnlyList<string> Sendable { get; } = ["igmp", "rsvp", "pgm", "tcp", "udp", "sctp", "protocol-253"];

    /// <summary>Whether a task may name it: one of <see cref="Names"/>, or <c>protocol-N</c> with N from 0 to 255 and no zero before it.</summary>
    public static bool IsKnown(string? name) => name is not null && (Names.Contains(name) || NumberOf(name) is not null);

    /// <summary>The known ones of a list separated by commas, each once and in the order in which they are tried.</summary>
    public static IReadOnlyList<string> Parse(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(IsKnown).Distinct(StringComparer.Ordinal).OrderBy(Rank)];
    }

    /// <summary>The words of a list separated by commas that no probe can be sent over, each once and as they stand there.</summary>
    public static IReadOnlyList<string> NotSendable(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Except(Sendable, StringComparer.Ordinal)];
    }

    private static int Rank(string name) => NumberOf(name) is { } number ? Names.Count + number : Names.TakeWhile(known => known != name).Count();

    private static int? NumberOf(string name) =>
        name.StartsWith(ByNumber, StringComparison.Ordinal)
        && byte.TryParse(name.AsSpan(ByNumber.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && name == string.Create(CultureInfo.InvariantCulture, $"{ByNumber}{number}")
            ? number
            : null;
}
