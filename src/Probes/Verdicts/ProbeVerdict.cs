namespace RouterAlertAssurance.Probes.Verdicts;

/// <summary>What becomes of packets with Router Alert on a way.</summary>
public enum ProbeVerdict
{
    /// <summary>Packets without the option got lost too, or the probe could not be made.</summary>
    Unknown,

    /// <summary>They arrive with the option.</summary>
    Carried,

    /// <summary>They arrive with the option, past routers that did not see it.</summary>
    Tunnelled,

    /// <summary>They arrive without the option.</summary>
    Stripped,

    /// <summary>The option is overwritten, and the checksum of the IPv4 header left as it was: the next router drops the packet.</summary>
    StrippedBroken,

    /// <summary>Some of them arrive, up to a rate.</summary>
    Policed,

    /// <summary>None of them arrives.</summary>
    Dropped,

    /// <summary>None arrives, and a router on the way is interested in the protocol: it takes them, as it should.</summary>
    Intercepted,

    /// <summary>They arrive, though a router on the way says that it is interested in the protocol.</summary>
    Ignored,
}

/// <summary>Verdicts in the words of metrics.</summary>
public static class ProbeVerdictWords
{
    /// <summary>The verdict as metrics and documents spell it, such as <c>stripped-broken</c>.</summary>
    public static string ToWord(this ProbeVerdict verdict) => verdict switch
    {
        ProbeVerdict.Carried => "carried",
        ProbeVerdict.Tunnelled => "tunnelled",
        ProbeVerdict.Stripped => "stripped",
        ProbeVerdict.StrippedBroken => "stripped-broken",
        ProbeVerdict.Policed => "policed",
        ProbeVerdict.Dropped => "dropped",
        ProbeVerdict.Intercepted => "intercepted",
        ProbeVerdict.Ignored => "ignored",
        _ => "unknown",
    };
}
