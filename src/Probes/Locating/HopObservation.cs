namespace RouterAlertAssurance.Probes.Locating;

/// <summary>What came back from one hop, while it is asked.</summary>
internal sealed class HopObservation(int number)
{
    private IcmpQuote? _control;
    private IcmpQuote? _routerAlert;

    /// <summary>Its number, from 1 on: the TTL that packets to it have.</summary>
    public int Number => number;

    /// <summary>Whether an answer to a packet with the option, or without it, is there.</summary>
    public bool Has(bool withOption) => (withOption ? _routerAlert : _control) is not null;

    /// <summary>Takes an answer in; the first one counts.</summary>
    public void Take(bool withOption, IcmpQuote quote)
    {
        if (withOption)
        {
            _routerAlert ??= quote;
        }
        else
        {
            _control ??= quote;
        }
    }

    /// <summary>What is to be said of the hop.</summary>
    public ProbeHop ToHop() => new(number, _control?.Router, _routerAlert?.Router, Option()) { Answer = _routerAlert?.Message };

    // A router that quotes a wrong checksum of every packet (some count the TTL down before) tells nothing by it.
    private QuotedOption Option() => _routerAlert switch
    {
        null => QuotedOption.Silent,
        { HasOption: true } => QuotedOption.Intact,
        { IsChecksumRight: false } when _control is not { IsChecksumRight: false } => QuotedOption.Broken,
        _ => QuotedOption.Changed,
    };
}
