namespace RouterAlertAssurance.Packets.RouterAlert;

/// <summary>Whether a packet carries the Router Alert option, and whether it is one that routers go by.</summary>
public enum RouterAlertState : byte
{
    None,

    /// <summary>Well-formed, and where it belongs: in an IPv4 header (RFC 2113) or a Hop-by-Hop Options header right behind the IPv6 header (RFC 2711).</summary>
    Present,

    /// <summary>Of a length other than 4 (IPv4) or 2 (IPv6).</summary>
    WrongLength,

    /// <summary>In a Destination Options header, or in a Hop-by-Hop Options header that is not the first.</summary>
    Misplaced,

    /// <summary>Behind the option that ends the list (IPv4): no router sees it.</summary>
    Hidden,
}
