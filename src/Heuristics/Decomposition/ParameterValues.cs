using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>The one spelling of a value, or why it is none.</summary>
internal readonly record struct CanonicalValue(string Value, string? Error)
{
    public static CanonicalValue Of(string value) => new(value, null);

    public static CanonicalValue Refused(string error) => new("", error);
}

/// <summary>Checks parameter values and brings them into the one spelling from which identifiers are made (addresses: RFC 5952).</summary>
internal static class ParameterValues
{
    private const int MaximumLength = 255;

    public static CanonicalValue Canonicalise(ParameterType type, string text)
    {
        if (text.Length is 0 or > MaximumLength)
        {
            return CanonicalValue.Refused(text.Length == 0 ? "must not be empty" : $"must not be longer than {MaximumLength} characters");
        }

        if (HasControl(text) || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
        {
            return CanonicalValue.Refused("must have no control characters and no white space at its ends");
        }

        return type switch
        {
            ParameterType.IpAddress => Address(text),
            ParameterType.IpPrefix => Prefix(text),
            ParameterType.Integer => Integer(text),
            _ => CanonicalValue.Of(text),
        };
    }

    private static bool HasControl(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                return true;
            }
        }

        return false;
    }

    private static CanonicalValue Address(string text) =>
        TryParseAddress(text, out var address)
            ? CanonicalValue.Of(address.ToString())
            : CanonicalValue.Refused($"'{Suggestions.Shorten(text)}' is not an IPv4 or IPv6 address");

    private static CanonicalValue Prefix(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !TryParseAddress(text[..slash], out var address)
            || !byte.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > address.GetAddressBytes().Length * 8)
        {
            return CanonicalValue.Refused($"'{Suggestions.Shorten(text)}' is not an IPv4 or IPv6 prefix such as 192.0.2.0/24");
        }

        var network = new IPNetwork(IpPrefixes.Mask(address, length), length);
        return network.BaseAddress.Equals(address)
            ? CanonicalValue.Of(network.ToString())
            : CanonicalValue.Refused($"'{text}' has bits set behind its length; the prefix is {network}");
    }

    private static CanonicalValue Integer(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? CanonicalValue.Of(number.ToString(CultureInfo.InvariantCulture))
            : CanonicalValue.Refused($"'{Suggestions.Shorten(text)}' is not a whole number");

    /// <summary>Stricter than the framework: four decimal parts without leading zeros for IPv4, no zone for IPv6.</summary>
    internal static bool TryParseAddress(string text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Contains('%', StringComparison.Ordinal) || text.Contains('[', StringComparison.Ordinal) || !IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }

        address = parsed;
        return parsed.AddressFamily == AddressFamily.InterNetworkV6 || parsed.ToString() == text;
    }
}
