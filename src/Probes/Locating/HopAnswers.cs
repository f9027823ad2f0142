namespace RouterAlertAssurance.Probes.Locating;

/// <summary>What the routers on a way answer while one protocol is located: late answers to packets of another one are nobody's.</summary>
/// <param name="protocol">What is sent.</param>
/// <param name="routers">How many there are.</param>
internal sealed class HopAnswers(ProbeProtocol protocol, int routers)
{
    /// <summary>The most packets of one kind that a hop is sent.</summary>
    public const int Attempts = 3;

    private readonly Dictionary<ushort, (HopObservation Hop, bool WithOption)> _sent = [];

    /// <summary>The routers, from the nearest on.</summary>
    public IReadOnlyList<HopObservation> Hops { get; } = [.. Enumerable.Range(1, Math.Max(routers, 0)).Select(number => new HopObservation(number))];

    /// <summary>The number that the mark of a packet carries.</summary>
    public static uint SequenceOf(HopObservation hop, int attempt) => (uint)((hop.Number * Attempts) + attempt);

    /// <summary>Notes a packet.</summary>
    /// <param name="hop">Where its TTL runs out.</param>
    /// <param name="withOption">Whether it has the option.</param>
    /// <param name="identification">Of its IPv4 header, which no two packets of a search share.</param>
    public void Sent(HopObservation hop, bool withOption, ushort identification) => _sent[identification] = (hop, withOption);

    /// <summary>Takes an answer in: by the mark where the router quotes that much, else by the number in the IPv4 header.</summary>
    public void Take(IcmpQuote quote)
    {
        if (quote.Mark is { } mark)
        {
            if (mark.Protocol == protocol.Number && mark.Sequence / Attempts is var number && number >= 1 && number <= Hops.Count)
            {
                Hops[(int)number - 1].Take(mark.WithOption, quote);
            }
        }
        else if (_sent.TryGetValue(quote.Identification, out var sent))
        {
            sent.Hop.Take(sent.WithOption, quote);
        }
    }
}
