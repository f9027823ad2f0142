using System.Net;

namespace RouterAlertAssurance.Probes.Locating;

/// <summary>How a packet looked at the router where its TTL ran out, by the header that the router quotes (RFC 792; RFC 4443, section 3.3).</summary>
public enum QuotedOption
{
    /// <summary>The router did not answer.</summary>
    Silent,

    /// <summary>The option is there.</summary>
    Intact,

    /// <summary>The option is gone, the header is otherwise right.</summary>
    Changed,

    /// <summary>The option is gone, and the checksum of the header is wrong.</summary>
    Broken,
}

/// <summary>One router on the way.</summary>
/// <param name="Number">Its number, from 1 on.</param>
/// <param name="Control">Who answered to packets without the option; null when nobody did.</param>
/// <param name="RouterAlert">Who answered to packets with it; null when nobody did.</param>
/// <param name="Option">What the answer quotes of the option.</param>
public sealed record ProbeHop(int Number, IPAddress? Control, IPAddress? RouterAlert, QuotedOption Option)
{
    /// <summary>The router's answer to a packet with the option; null when there was none.</summary>
    public SeenPacket? Answer { get; init; }
}

/// <summary>Where on the way the option is lost.</summary>
/// <param name="Hops">The routers, as far as they answered.</param>
/// <param name="LastIntact">The last router that quoted the option; null when none did.</param>
/// <param name="FirstWithout">The router behind it: the first that quoted it changed, or the address of the one that did not answer; null when it is not known.</param>
/// <param name="Change">What was seen there.</param>
/// <param name="Detail">It in words.</param>
public sealed record ProbeLocation(IReadOnlyList<ProbeHop> Hops, IPAddress? LastIntact, IPAddress? FirstWithout, QuotedOption Change, string Detail)
{
    /// <summary>The answers that tell the place: those of the routers on both sides of it.</summary>
    public IEnumerable<SeenPacket> Answers => Hops.Where(hop => hop.RouterAlert is { } router && (router.Equals(LastIntact) || router.Equals(FirstWithout))).Select(hop => hop.Answer).OfType<SeenPacket>();

    /// <summary>The last router that still saw the option, or the first that did not where it was the first of all; empty when neither is known.</summary>
    public string Hop => (LastIntact ?? FirstWithout)?.ToString() ?? "";
}
