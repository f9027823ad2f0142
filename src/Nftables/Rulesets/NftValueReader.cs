using System.Text.Json;

namespace RouterAlertAssurance.Nftables.Rulesets;

/// <summary>Reads expressions (libnftables-json(5), EXPRESSIONS).</summary>
internal static class NftValueReader
{
    public static NftValue Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetUInt64(out var number) ? new NftNumber(number) : new NftOther(value.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => new NftExists(value.GetBoolean()),
        JsonValueKind.String => value.GetString() is ['@', .. var name] ? new NftSetReference(name) : new NftText(value.GetString()!),
        JsonValueKind.Array => new NftSet([.. value.EnumerateArray().Select(Read)]),
        JsonValueKind.Object => ReadObject(value),
        _ => new NftOther(value.GetRawText()),
    };

    private static NftValue ReadObject(JsonElement value)
    {
        foreach (var property in value.EnumerateObject())
        {
            return Read(property.Name, property.Value) ?? new NftOther(value.GetRawText());
        }

        return new NftOther("{}");
    }

    private static NftValue? Read(string name, JsonElement value) => name switch
    {
        "payload" when value.TryGetProperty("protocol", out _) => new NftField(value.Text("protocol"), value.Text("field")),
        "payload" when value.TryGetProperty("offset", out var offset) => new NftBits(value.Text("base"), offset.GetInt32(), value.GetProperty("len").GetInt32()),
        "ip option" => new NftIpOption(value.Text("name"), FieldOf(value)),
        "exthdr" => new NftExtensionHeader(value.Text("name"), FieldOf(value)),
        "meta" => new NftMeta(value.Text("key")),
        "&" when value.GetArrayLength() == 2 => new NftMasked(Read(value[0]), Read(value[1])),
        "set" => Read(value),
        "range" when value.GetArrayLength() == 2 => new NftRange(Read(value[0]), Read(value[1])),
        "prefix" => new NftPrefix(value.Text("addr"), value.GetProperty("len").GetInt32()),
        "elem" when value.TryGetProperty("val", out var element) => Read(element),
        _ => null,
    };

    private static string? FieldOf(JsonElement value) => value.Text("field") is { Length: > 0 } field ? field : null;

    /// <summary>A property that is a text; empty where it is not there.</summary>
    public static string Text(this JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
