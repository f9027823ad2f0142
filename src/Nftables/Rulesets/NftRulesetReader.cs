using System.Collections.Immutable;
using System.Text.Json;

namespace RouterAlertAssurance.Nftables.Rulesets;

/// <summary>Reads what <c>nft -j list ruleset</c> prints (libnftables-json(5)). What is not known in it is kept as such: it is no error.</summary>
public static class NftRulesetReader
{
    /// <exception cref="JsonException">It is no such listing.</exception>
    public static NftRuleset Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document);
    }

    /// <param name="json">A listing in UTF-8.</param>
    /// <exception cref="JsonException">It is no such listing.</exception>
    public static NftRuleset Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document);
    }

    private static NftRuleset Read(JsonDocument document)
    {
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("nftables", out var items) || items.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("there is no list 'nftables'");
        }

        try
        {
            var reader = new Listing();
            foreach (var item in items.EnumerateArray())
            {
                reader.Add(item);
            }

            return reader.ToRuleset();
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new JsonException($"not as nft lists a ruleset: {wrong.Message}", wrong);
        }
    }

    private sealed class Listing
    {
        private readonly List<NftChain> _chains = [];
        private readonly Dictionary<NftName, List<NftRule>> _rules = [];
        private readonly ImmutableDictionary<NftName, NftLimit>.Builder _limits = ImmutableDictionary.CreateBuilder<NftName, NftLimit>();
        private readonly ImmutableDictionary<NftName, NftCounter>.Builder _counters = ImmutableDictionary.CreateBuilder<NftName, NftCounter>();
        private readonly ImmutableDictionary<NftName, ImmutableArray<NftValue>>.Builder _sets = ImmutableDictionary.CreateBuilder<NftName, ImmutableArray<NftValue>>();

        public void Add(JsonElement item)
        {
            foreach (var property in item.EnumerateObject())
            {
                Add(property.Name, property.Value);
            }
        }

        public NftRuleset ToRuleset() => new(
            [.. _chains.Select(chain => chain with { Rules = [.. _rules.GetValueOrDefault(new(chain.Family, chain.Table, chain.Name), [])] })],
            _limits.ToImmutable(),
            _counters.ToImmutable(),
            _sets.ToImmutable());

        private void Add(string kind, JsonElement item)
        {
            switch (kind)
            {
                case "chain":
                    _chains.Add(Chain(item));
                    break;
                case "rule":
                    var chain = new NftName(item.Text("family"), item.Text("table"), item.Text("chain"));
                    if (!_rules.TryGetValue(chain, out var rules))
                    {
                        _rules.Add(chain, rules = []);
                    }

                    rules.Add(Rule(item));
                    break;
                case "limit":
                    _limits[NameOf(item)] = NftStatementReader.Limit(item, item.Text("name"));
                    break;
                case "counter":
                    _counters[NameOf(item)] = NftStatementReader.Counter(item, item.Text("name"));
                    break;
                case "set" when item.TryGetProperty("elem", out var elements):
                    _sets[NameOf(item)] = [.. elements.EnumerateArray().Select(NftValueReader.Read)];
                    break;
            }
        }

        private static NftName NameOf(JsonElement item) => new(item.Text("family"), item.Text("table"), item.Text("name"));

        private static NftRule Rule(JsonElement item) => new(
            item.TryGetProperty("handle", out var handle) ? handle.GetInt64() : 0,
            item.Text("comment"),
            item.TryGetProperty("expr", out var statements) ? [.. statements.EnumerateArray().Select(NftStatementReader.Read)] : []);

        private static NftChain Chain(JsonElement item) => new()
        {
            Family = item.Text("family"),
            Table = item.Text("table"),
            Name = item.Text("name"),
            Hook = item.Text("hook") is { Length: > 0 } hook ? hook : null,
            Priority = item.TryGetProperty("prio", out var priority) && priority.TryGetInt32(out var number) ? number : 0,
            DropsByDefault = item.Text("policy") == "drop",
            Devices = item.TryGetProperty("dev", out var devices)
                ? devices.ValueKind == JsonValueKind.Array ? [.. devices.EnumerateArray().Select(device => device.GetString() ?? "")] : [devices.GetString() ?? ""]
                : [],
        };
    }
}
