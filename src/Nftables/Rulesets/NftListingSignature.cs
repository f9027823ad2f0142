using System.Security.Cryptography;
using System.Text.Json;

namespace RouterAlertAssurance.Nftables.Rulesets;

/// <summary>Tells whether two listings of a ruleset differ in anything but what counts: packets, octets, quotas used, and the ages of elements.</summary>
public static class NftListingSignature
{
    /// <summary>The same for listings of the same ruleset.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static string Of(ReadOnlySpan<byte> json)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && IsCount(ref reader))
            {
                reader.Skip();
                continue;
            }

            hash.AppendData([(byte)reader.TokenType]);
            hash.AppendData(reader.ValueSpan);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static bool IsCount(ref Utf8JsonReader reader) => reader.ValueTextEquals("packets"u8) || reader.ValueTextEquals("bytes"u8) || reader.ValueTextEquals("used"u8) || reader.ValueTextEquals("expires"u8);
}
