using System.Text.Json;

namespace RouterAlertAssurance.Nftables.Rulesets;

/// <summary>Reads the statements of rules (libnftables-json(5), STATEMENTS).</summary>
internal static class NftStatementReader
{
    private static readonly HashSet<string> WithoutEffect = ["log", "comment", "secmark", "ct helper", "ct timeout", "ct expectation", "last", "notrack", "flow"];

    // A map of verdicts that is not listed here, and what takes a packet elsewhere.
    private static readonly HashSet<string> Ending = ["vmap", "fwd", "tproxy", "synproxy"];

    public static NftStatement Read(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object || !statement.EnumerateObject().MoveNext())
        {
            return new NftUnknown(statement.GetRawText());
        }

        var first = statement.EnumerateObject().First();
        return Read(first.Name, first.Value) ?? (WithoutEffect.Contains(first.Name) ? new NftSideEffect(first.Name) : new NftUnknown(statement.GetRawText()) { MayEnd = Ending.Contains(first.Name) });
    }

    public static NftLimit Limit(JsonElement value, string? name)
    {
        // A rate of octets says its unit; kbytes and mbytes are powers of two.
        var unit = value.Text("rate_unit");
        var factor = unit switch
        {
            "kbytes" => 1024d,
            "mbytes" => 1024d * 1024,
            _ => 1d,
        };
        return new(
            name,
            (value.TryGetProperty("rate", out var rate) ? rate.GetDouble() : 0) * factor,
            SpanOf(value.Text("per")),
            value.TryGetProperty("burst", out var burst) && burst.TryGetInt32(out var number) ? number : 0,
            value.TryGetProperty("inv", out var isOver) && isOver.ValueKind == JsonValueKind.True,
            unit.EndsWith("bytes", StringComparison.Ordinal));
    }

    public static NftCounter Counter(JsonElement value, string? name) => new(
        name,
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("packets", out var packets) ? packets.GetInt64() : 0,
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("bytes", out var octets) ? octets.GetInt64() : 0);

    private static NftStatement? Read(string name, JsonElement value) => name switch
    {
        "match" => new NftMatch(value.Text("op"), Part(value, "left"), Part(value, "right")),
        "limit" when value.ValueKind == JsonValueKind.String => new NftLimitReference(value.GetString()!),
        "limit" => Limit(value, null),
        "counter" => value.ValueKind == JsonValueKind.String ? new NftCounter(value.GetString(), 0, 0) : Counter(value, null),
        "mangle" => new NftMangle(Part(value, "key"), Part(value, "value")),
        "vmap" => Map(value),
        "xt" => Foreign(value),
        _ => Verdict(name, value),
    };

    private static NftStatement Foreign(JsonElement value) => (value.Text("type"), value.Text("name")) switch
    {
        ("match", "comment") => new NftSideEffect("comment"),
        ("target", "LOG" or "NFLOG" or "TRACE") => new NftSideEffect(value.Text("name")),
        ("target", "REJECT") => new NftVerdict(NftVerdictKind.Drop),
        var (kind, name) => new NftForeign(kind, name, $$"""{"xt":{{value.GetRawText()}}}""") { MayEnd = kind == "target" },
    };

    private static NftVerdict? Verdict(string name, JsonElement value) => name switch
    {
        "accept" => new(NftVerdictKind.Accept),
        "drop" or "reject" => new(NftVerdictKind.Drop),
        "continue" => new(NftVerdictKind.Continue),
        "return" => new(NftVerdictKind.Return),
        "jump" => new(NftVerdictKind.Jump, value.Text("target")),
        "goto" => new(NftVerdictKind.Goto, value.Text("target")),
        "queue" => new(NftVerdictKind.Queue, QueueText(value)),
        _ => null,
    };

    private static string QueueText(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return "0";
        }

        // A number, or {"range": [first, last]}.
        var number = value.TryGetProperty("num", out var text) ? text.ValueKind == JsonValueKind.Object && text.TryGetProperty("range", out var range)
            ? string.Join('-', range.EnumerateArray().Select(end => end.GetRawText()))
            : text.GetRawText() : "0";
        return value.TryGetProperty("flags", out var flags) && flags.GetRawText().Contains("bypass", StringComparison.Ordinal) ? number + " bypass" : number;
    }

    private static NftVerdictMap? Map(JsonElement value)
    {
        if (!value.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("set", out var set))
        {
            return null;
        }

        var elements = new List<(NftValue, NftVerdict)>();
        foreach (var pair in set.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2 || Read(pair[1]) is not NftVerdict verdict)
            {
                return null;
            }

            elements.Add((NftValueReader.Read(pair[0]), verdict));
        }

        return new(Part(value, "key"), elements);
    }

    private static NftValue Part(JsonElement value, string name) => value.TryGetProperty(name, out var part) ? NftValueReader.Read(part) : new NftOther("");

    private static TimeSpan SpanOf(string per) => per switch
    {
        "minute" => TimeSpan.FromMinutes(1),
        "hour" => TimeSpan.FromHours(1),
        "day" => TimeSpan.FromDays(1),
        "week" => TimeSpan.FromDays(7),
        _ => TimeSpan.FromSeconds(1),
    };
}
